"""More of the shop's words in two languages: those that count only where their value is sold.

The form is that of `lexicon.WORDS`. Many of these words have an everyday meaning (book, ring, 球):
a shop that does not sell the thing is not asked for it.
"""

SOLD = """
category raincoat : raincoat, rain coat, rain jacket, mac, mackintosh, slicker, rain poncho, rain cape, poncho, cape | 雨衣 雨披 雨褂 防雨衣 雨斗篷
category umbrella : umbrella, brolly, parasol | 雨伞 伞 阳伞 遮阳伞 太阳伞 折叠伞
category curtain : curtain, drape, drapery, blind | 窗帘 帘子 窗帘布 布帘
category blanket : blanket, throw, throw blanket, bedspread, afghan | 毯子 毛毯 盖毯 绒毯 毛巾被 午睡毯 空调毯
category apron : apron, pinafore, pinny | 围裙 围腰
category pillow : pillow | 枕头 枕 靠枕
category cushion : cushion, throw pillow | 靠垫 抱枕 坐垫 垫子
category quilt : quilt, duvet, comforter, eiderdown, doona | 被子 棉被 羽绒被 被芯
category bedding : bedding, bed linen, sheet, bed sheet, duvet cover, pillowcase | 床单 床上用品 四件套 被套 枕套 床品
category mattress : mattress | 床垫
category towel : towel, bath towel, hand towel, flannel | 毛巾 浴巾 面巾
category tablecloth : tablecloth, table runner, placemat | 桌布 台布 餐垫
category bathrobe : bathrobe, robe, dressing gown, house coat | 浴袍 睡袍 晨袍
category jumpsuit : jumpsuit, playsuit, romper, boiler suit, onesie | 连体裤 连体衣 爬服 哈衣
category overalls : overalls, dungarees, bib overalls, bib trousers | 背带裤 工装裤 工装
category tracksuit : tracksuit, jogging suit, sweat suit | 运动套装 运动服
category joggers : joggers, sweatpants, tracksuit bottoms, jogging bottoms | 运动裤 卫裤 束脚裤
category tights : tights, stockings, hosiery, pantyhose | 丝袜 连裤袜 长筒袜
category bra : bra, brassiere, bralette, sports bra | 文胸 胸罩 运动内衣
category qipao : qipao, cheongsam | 旗袍
category hanfu : hanfu | 汉服
category kimono : kimono | 和服
category uniform : uniform, school uniform | 校服 制服 工作服
category wedding-dress : wedding dress, bridal gown, wedding gown | 婚纱
category rain-boots : rain boot, wellington, wellies, welly, gumboot, galosh | 雨靴 雨鞋 胶鞋
category hiking-shoes : hiking shoe, trekking shoe, walking shoe | 登山鞋 徒步鞋
category clogs : clog, mule, garden shoe | 洞洞鞋 木屐 穆勒鞋
category fanny-pack : fanny pack, bum bag, belt bag, waist bag, waist pack | 腰包 胸包
category cosmetic-bag : cosmetic bag, makeup bag, toiletry bag, wash bag, vanity case | 化妆包 洗漱包
category headband : headband, hairband, alice band | 发带 发箍 头箍
category hairpin : hairpin, hair clip, barrette, scrunchie, hair tie | 发夹 发卡 发圈 头绳
category earmuffs : earmuff | 耳罩 耳套
category brooch : brooch, pin badge | 胸针 徽章
category ring : ring, engagement ring | 戒指 指环 钻戒
category necklace : necklace, pendant, choker, chain | 项链 吊坠 锁骨链
category earrings : earring, ear stud, hoop earring | 耳环 耳钉 耳坠
category bracelet : bracelet, bangle, anklet | 手链 手镯 脚链
category keychain : keychain, key ring, key fob | 钥匙扣 钥匙圈
category goggles : goggles, ski goggles, swimming goggles | 护目镜 泳镜 雪镜
category mask : face mask, mask | 口罩 面罩
category nightstand : nightstand, bedside table, night table, bedside cabinet | 床头柜
category tv-stand : tv stand, media console, tv unit, tv cabinet | 电视柜
category dressing-table : dressing table, vanity, vanity table, makeup table | 梳妆台 化妆台 化妆桌
category bunk-bed : bunk bed, loft bed | 上下铺 高低床 双层床
category crib : crib, cot, cradle | 婴儿床 摇篮
category high-chair : high chair, baby chair | 宝宝椅 儿童餐椅
category rocking-chair : rocking chair, rocker | 摇椅
category beanbag : bean bag, beanbag, lazy sofa | 懒人沙发 豆袋
category shoe-rack : shoe rack, shoe cabinet | 鞋柜 鞋架
category coat-rack : coat rack, coat stand, clothes rack, hat stand | 衣帽架 挂衣架
category screen : room divider, folding screen, partition | 屏风 隔断
category hammock : hammock | 吊床
category candle : candle, candlestick, candle holder | 蜡烛 香薰蜡烛 烛台
category clock : clock, wall clock, alarm clock | 钟 挂钟 闹钟 时钟
category picture : picture frame, photo frame, painting, wall art, poster | 相框 画框 挂画 装饰画 海报
category basket : basket, laundry basket, hamper | 篮子 收纳篮 脏衣篮
category box : storage box, container, organiser, organizer | 收纳盒 收纳箱 储物箱
category bin : bin, trash can, rubbish bin, waste basket | 垃圾桶 纸篓
category mug : mug, cup, tumbler, teacup | 杯子 马克杯 茶杯 水杯
category plate : plate, dish, saucer | 盘子 碟子 餐盘
category bowl : bowl | 碗 汤碗 饭碗
category pot : pot, saucepan, casserole, wok, frying pan, skillet, pan | 锅 炒锅 汤锅 平底锅 煎锅
category knife : kitchen knife, knife, cleaver | 菜刀 刀具 水果刀
category kettle : kettle, teapot | 水壶 茶壶 烧水壶
category cutlery : cutlery, silverware, fork, spoon, chopsticks | 餐具 刀叉 勺子 筷子
category lunch-box : lunch box, bento box | 饭盒 便当盒
category thermos : thermos, vacuum flask, flask | 保温杯 保温壶
category headphones : headphone, earphone, earbud, headset | 耳机 头戴耳机 蓝牙耳机
category speaker : speaker, loudspeaker, bluetooth speaker | 音箱 音响 喇叭
category phone-case : phone case, phone cover | 手机壳 手机套
category phone : phone, smartphone, mobile, cell phone | 手机 智能手机
category laptop : laptop, notebook computer | 笔记本电脑 笔记本
category keyboard : keyboard | 键盘
category camera : camera | 相机 照相机
category fan : electric fan, fan | 电风扇 风扇
category hair-dryer : hair dryer, hairdryer, blow dryer | 吹风机 电吹风
category doll : doll, plush, plush toy, teddy, teddy bear, stuffed animal, soft toy | 娃娃 毛绒玩具 公仔 玩偶 布偶 泰迪熊
category puzzle : puzzle, jigsaw | 拼图
category blocks : building block, toy brick | 积木
category yoga-mat : yoga mat, exercise mat | 瑜伽垫
category dumbbell : dumbbell, weight set, kettlebell | 哑铃 壶铃
category ball : ball, football, basketball, soccer ball | 球 足球 篮球
category racket : racket, racquet | 球拍 网球拍 羽毛球拍
category bicycle : bicycle, bike | 自行车 单车 脚踏车
category skateboard : skateboard, longboard | 滑板
category scooter : scooter, kick scooter | 滑板车
category tent : tent | 帐篷
category sleeping-bag : sleeping bag | 睡袋
category car : car, automobile, vehicle | 汽车 车 轿车
category motorcycle : motorcycle, motorbike | 摩托车 机车
category notebook : notebook, journal, diary | 本子 笔记本 日记本
category pen : pen, fountain pen, ballpoint | 笔 钢笔 圆珠笔
category book : book | 书 书籍
category perfume : perfume, fragrance, cologne | 香水
category lipstick : lipstick | 口红 唇膏

category duffel : holdall, weekender, sports bag, weekend bag, kit bag | 运动包 行李袋 旅行包 手提旅行袋
category suitcase : trolley, trolley case, carry on, carry-on, cabin bag, wheelie bag, cabin case | 登机箱 皮箱 旅行皮箱 行李
category backpack : daypack, bookbag, day bag | 双肩背包 背囊 双肩书包
category handbag : pocketbook, top handle bag | 手拎包 拎包 坤包
category tote : canvas bag, shopping bag | 帆布包 帆布袋 布袋
category shoulder-bag : sling bag, hobo bag, cross body | 斜背包 肩包 邮差包
category wallet : purse, coin purse, money clip, pocketbook | 皮夹 皮夹子 钱夹 零钱包
category briefcase : attache case, document bag | 文件包 公事包
category sneakers : tennis shoe, kicks, gym shoe, plimsoll, sport shoe, athletic shoe | 休闲鞋 波鞋 旅游鞋 胶底鞋
category running-shoes : running trainer, jogger | 慢跑跑鞋 马拉松鞋 竞速鞋
category boots : bootie, wellington, combat boot, snow boot, work boot | 雪地靴 皮靴 战靴 工装靴
category sandals : slider, thong, gladiator, espadrille, jandal, beach shoe | 沙滩鞋 凉拖 罗马鞋
category heels : court shoe, kitten heel, platform | 细高跟 女高跟 粗跟鞋
category loafers : slip on, penny loafer, boat shoe, driving shoe | 一脚蹬 懒人鞋 船鞋 便鞋
category slippers : house shoe, indoor shoe, carpet slipper | 棉拖 家居鞋 室内鞋 凉拖
category dress-shoes : lace up, monk strap, formal shoe | 商务鞋 德比鞋 牛津鞋 绅士鞋
category flats : ballerina, pump, mary jane | 瓢鞋 豆豆鞋 玛丽珍
category sunglasses : sunnies, dark glasses, aviator, wayfarer | 太阳眼镜 遮阳镜 蛤蟆镜
category glasses : frames, specs, eyewear frame, reading glasses | 近视镜 老花镜 镜架
category hat : sun hat, bucket hat, panama, bonnet, beret, trilby | 遮阳帽 贝雷帽 草帽 盆帽 大檐帽
category cap : snapback, trucker cap, peaked cap, visor | 鸭舌帽 遮阳帽 网帽
category beanie : bobble hat, knit cap, wool cap, toque, skull cap | 冷帽 毛线帽 套头帽
category scarf : muffler, neckerchief, pashmina, wrap, stole, bandana | 围脖 方巾 脖套
category gloves : mitt, mittens | 连指手套 手闷子 半指手套
category belt : waistband, strap, waist belt | 裤带 裤腰带
category watch : timepiece, chronograph, smartwatch | 表 机械表 石英表 腕表
category socks : stocking, ankle sock, crew sock | 棉袜 船袜 中筒袜
category jacket : windcheater, anorak, denim jacket, leather jacket, windbreaker | 夹克衫 上衣外套 冲锋衣 皮衣
category coat : greatcoat, topcoat, peacoat, pea coat, duffle coat | 呢大衣 毛呢大衣 长外套 呢子
category trench-coat : mac, raincoat | 长风衣 短风衣
category down-jacket : quilted jacket, padded coat, duvet jacket, puffa | 棉袄 羽绒衣 面包服 棉服 大棉袄
category vest : sleeveless jacket, body warmer, tank | 坎肩 背心 马夹
category shirt : button-up, dress shirt, oxford shirt, button up | 衬衣 衫 商务衬衫
category t-shirt : t-shirt, jersey | 文化衫 圆领衫 汗衫 短袖衫
category sweater : knit, jersey, roll neck, turtleneck, crewneck | 毛线衣 绒衣 羊绒衫 高领
category cardigan : button up knit, knit jacket, button up sweater | 毛衣开衫 对襟毛衣 外搭
category hoodie : hooded top, hooded jumper, sweat top, sweater with a hood | 连帽卫衣 套头卫衣
category trousers : cargo, chinos, cords, slack | 阔腿裤 直筒裤 西装裤 工装裤
category jeans : denims, denim trousers, denim pants, levis | 丹宁裤 牛仔长裤 丹宁长裤
category shorts : bermudas, board shorts, hot pants, short pants | 五分裤 沙滩裤 中裤 大裤衩 七分裤
category leggings : jeggings, yoga tights, footless tights | 健身裤 紧身打底裤 鲨鱼裤
category skirt : pencil skirt, kilt, midi skirt | 裙装 包臀裙 百褶裙 伞裙 a字裙
category dress : sundress, maxi, shift dress, one piece | 裙装 吊带裙 长裙 大裙子
category sofa : settle, divan, sectional, futon, chesterfield | 三人沙发 转角沙发 布艺沙发 皮沙发
category armchair : wing chair, club chair, rocking chair, rocker | 摇椅 圈椅 老虎椅 单椅
category office-chair : desk chair, computer chair, swivel chair, task chair, gaming chair | 转椅 老板椅 电竞椅 人体工学椅
category stool : footstool, counter stool | 板凳 小凳子 圆凳 脚踏
category table : kitchen table, breakfast table | 饭桌 台子 方桌 圆桌
category coffee-table : cocktail table, low table | 咖啡几 矮桌
category side-table : occasional table, lamp table, bedside table | 角几 小茶几 床头几
category desk : writing table, study table, bureau | 学习桌 工作台 写字桌
category shelf : bookshelves, rack, shelves, bookstand | 架 层架 隔板 展示架 书橱
category cabinet : credenza, buffet, chest, commode, drawers | 橱子 五斗橱 柜 餐边柜 收纳柜
category wardrobe : armoire, clothes closet | 大衣柜 立柜 大衣橱
category lamp : light, reading light, lantern, bedside light | 阅读灯 夜灯 床头灯 吊灯 台灯
category mirror : looking glass, vanity mirror | 化妆镜 穿衣镜 全身镜
category rug : mat, runner, doormat, floor mat | 地垫 毯 门垫 脚垫
category bed : double bed, single bed, bedstead | 大床 卧床 榻
category vase : flower vase, urn | 花器 瓶

material metal : steel, stainless steel, iron, aluminium, aluminum, brass, copper, chrome, alloy | 铁艺 不锈钢 钢 铁 铝 铝合金 黄铜 铜 合金
material wood : timber, oak, walnut, pine, ash, beech, teak, bamboo, mahogany, plywood, hardwood | 木料 橡木 胡桃木 松木 榉木 柚木 竹 红木
material ceramic : pottery, porcelain, stoneware, earthenware, china, clay | 陶 瓷 瓷器 陶土 骨瓷
material mesh : netting, net | 网 网眼 网纱
material fleece : polar fleece, teddy fleece, sherpa | 抓绒 羊羔绒 法兰绒 珊瑚绒
material leather : cowhide, calfskin, lambskin, nappa, hide | 牛皮 羊皮 头层皮 小牛皮
material suede : nubuck | 磨砂皮 翻毛皮 反绒皮
material faux-leather : pu, pleather, leatherette | 皮革 合成革 人造皮
material wool : woolly, woollen, tweed, lambswool, angora, mohair | 呢 毛料 羊毛呢
material cotton : jersey, flannel, poplin, muslin, terry | 棉布 棉料 法兰绒 毛圈
material linen : flax, hemp | 麻料 麻布 苎麻
material silk : satin, mulberry silk, chiffon | 丝质 缎 桑蚕丝 绸
material denim : jean fabric | 丹宁布 牛仔料
material polyester : microfiber, microfibre, synthetic, man-made fibre | 化纤 聚酯 合成纤维
material nylon : polyamide, ripstop | 尼龙布 锦纶 牛津布
material rattan : cane, wicker, woven | 藤条 藤制 柳编
material glass : tempered glass, crystal | 玻璃制 水晶 钢化玻璃
material marble : stone | 石 石材 岩板
material velvet : velour, plush | 绒布 丝绒 金丝绒
material plastic : resin, acrylic, pvc, polycarbonate | 树脂 亚克力 塑胶
material rubber : latex, silicone | 橡皮 硅胶 胶

color grey : charcoal, slate, ash, silver, graphite, gunmetal | 银灰 炭灰 烟灰 铁灰 灰
color blue : navy, sky blue, cobalt, royal blue, denim blue, teal, turquoise, sapphire | 深蓝 藏青 湖蓝 天蓝 海蓝 靛蓝 宝石蓝 牛仔蓝
color navy : midnight blue, dark blue, ink blue | 深蓝 午夜蓝 墨蓝
color red : ruby, cherry, burgundy, wine, maroon, brick red, vermilion | 正红 中国红 酒红 枣红 砖红 樱桃红
color burgundy : claret, bordeaux, oxblood | 暗红 深红 红酒色
color green : olive, sage, mint, forest green, lime, khaki green, emerald | 墨绿 草绿 豆绿 薄荷绿 军绿 橄榄绿 青绿
color yellow : lemon, mustard, gold, ochre, canary | 柠檬黄 明黄 土黄 金黄 鹅黄
color orange : tangerine, rust, peach, apricot | 橘黄 桔色 桔红 南瓜色 锈色
color purple : violet, lavender, lilac, plum, mauve, aubergine, taro | 香芋色 香芋紫 淡紫 深紫 紫罗兰 茄紫 藕荷
color pink : blush, salmon, fuchsia, magenta, dusty rose, hot pink | 桃红 桃粉 玫粉 肉粉 藕粉 樱花粉
color brown : chocolate, coffee, chestnut, mocha, tan, camel, caramel, cognac | 咖啡 巧克力色 栗色 咖 焦糖色 驼色 茶色
color beige : cream, sand, nude, oatmeal, ecru, camel, taupe, stone | 燕麦色 杏色 奶茶色 裸色 沙色 米黄
color white : ivory, cream, off white, snow white, pearl | 米白 奶白 象牙白 乳白 珍珠白
color black : jet black, ebony, onyx | 乌黑 墨黑 漆黑 玄色
color gold : golden, champagne, brass | 香槟金 金

pattern plaid : chequered, check, checks, houndstooth, plaids | 方格 格纹 格 千鸟格 棋盘格
pattern striped : stripes, pinstripe, stripey, breton | 条子 竖条 横条 海魂 间条
pattern floral : flowers, flower, blossom, botanical | 小花 花 花卉 花纹
pattern dotted : polka dots, spotted, spots, dotty, spotty | 圆点 点点 波尔卡 小圆点
pattern solid : one colour, plain colour, block colour | 单色 净色 一色

gender men : dad, father, brother, grandpa, grandfather, son-in-law, bloke | 先生 老公 爸爸 父亲 爷爷 男朋友 丈夫 哥哥
gender women : mum, mom, mother, sister, grandma, grandmother, aunt | 太太 老婆 妈妈 母亲 奶奶 女朋友 妻子 媳妇 姐姐
gender kids : toddler, baby, daughter, son, boys, girls, kiddo | 儿子 女儿 娃 婴儿 小朋友 男童 女童

occasion beach : seaside, swimming, poolside | 海滩 沙滩 泳池
occasion wedding : bridal, bridesmaid, marriage | 喜宴 婚宴 伴娘
occasion work : office, business, interview, meeting | 上班 面试 开会 职场 办公
occasion party : cocktail, clubbing, celebration, ball | 宴会 晚宴 年会 酒会
occasion running : jogging, marathon | 跑步 夜跑 晨跑 马拉松
occasion gym : training, exercise, exercising | 运动 锻炼 训练
occasion hiking : trekking, mountaineering, trail | 登山 爬山 徒步 远足
occasion travel : trip, journey, flying, commuting | 出差 旅游 出行
occasion date : romantic dinner, romance | 约会 相亲
occasion school : campus, class, student | 上课 校园 学生
"""
