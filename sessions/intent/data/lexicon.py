"""The shop's words in two languages, as data.

One line is one value: ``slot value : English forms, by comma | Chinese forms by space``.
English forms are singular (plurals are made), lower case. A form may stand in several lines (裙子
is a skirt or a dress): then all of its values are meant. Where the catalogue spells a value in
another way, the catalogue's spelling is used.
"""

WORDS = """
color red : red, scarlet, crimson | 红色 红 大红 大红色 朱红
color burgundy : burgundy, maroon, wine red, wine | 酒红 酒红色 枣红 枣红色
color orange : orange | 橙色 橙 橘色 橘红
color yellow : yellow, mustard | 黄色 黄 姜黄 鹅黄
color gold : gold, golden | 金色
color green : green, emerald | 绿色 绿 墨绿 翠绿
color olive : olive, army green | 军绿 军绿色 橄榄绿 橄榄色
color mint : mint | 薄荷绿 薄荷色
color teal : teal, turquoise | 蓝绿色 湖蓝 青色 松石绿
color blue : blue, azure, indigo | 蓝色 蓝 宝蓝 天蓝
color light-blue : light blue, sky blue | 浅蓝 浅蓝色
color navy : navy, dark blue, navy blue | 藏青 藏青色 深蓝 深蓝色 海军蓝
color purple : purple, violet | 紫色 紫
color lavender : lavender, lilac | 薰衣草色 淡紫
color pink : pink, rose | 粉色 粉红 粉红色 粉 玫红
color coral : coral | 珊瑚色 珊瑚红
color black : black | 黑色 黑 纯黑
color white : white | 白色 白 纯白
color ivory : ivory, off white | 米白 米白色 象牙白
color cream : cream | 奶油色 奶白
color grey : grey, gray | 灰色 灰 浅灰 深灰
color charcoal : charcoal | 炭灰 炭灰色
color silver : silver | 银色 银
color brown : brown, coffee, chocolate | 棕色 棕 褐色 咖啡色 咖色
color tan : tan, camel | 驼色 焦糖色
color beige : beige, sand, nude | 米色 杏色 米黄
color khaki : khaki | 卡其 卡其色
color multicolor : multicolor, multicolour, colorful, colourful | 彩色 拼色 多色

category jacket : jacket | 夹克 外套 茄克
category blazer : blazer | 西装外套 小西装 西装 外套
category windbreaker : windbreaker, anorak, jacket | 冲锋衣 防风衣 外套
category bomber : bomber, bomber jacket, jacket | 飞行夹克 飞行员夹克 外套 夹克
category coat : coat, overcoat | 大衣 外套 呢子大衣 呢大衣
category trench-coat : trench coat, trench, coat | 风衣 外套
category down-jacket : down jacket, puffer, puffer jacket, padded jacket, jacket | 羽绒服 棉服 棉衣 外套
category parka : parka, coat | 派克大衣 外套 大衣
category suit : suit, tuxedo | 西服 套装 西装
category vest : vest, waistcoat, gilet | 马甲 背心
category shirt : shirt, button down, top | 衬衫 衬衣 上衣
category blouse : blouse, top | 衬衫 女衬衫 雪纺衫 上衣
category t-shirt : t shirt, tshirt, tee, tee shirt, top | t恤 短袖 体恤 t恤衫 上衣
category polo : polo, polo shirt, top | polo衫 上衣
category tank-top : tank top, camisole, top | 背心 吊带 上衣
category sweater : sweater, jumper, pullover, knitwear, top | 毛衣 针织衫 羊毛衫 套头衫 上衣
category cardigan : cardigan, top | 开衫 针织开衫 上衣
category hoodie : hoodie, sweatshirt, hooded sweatshirt, top | 卫衣 连帽衫 帽衫 上衣
category top : top | 上衣
category trousers : trouser, trousers, pants, slacks, chino | 裤子 长裤 西裤 休闲裤 裤
category jeans : jeans, trouser, pants | 牛仔裤 裤子 裤
category shorts : shorts | 短裤 热裤 裤子 裤
category leggings : leggings, yoga pants | 打底裤 瑜伽裤 紧身裤 裤子 裤
category skirt : skirt, miniskirt | 裙子 半身裙 短裙 半裙
category dress : dress, gown, frock | 连衣裙 裙子 长裙 礼服
category pajamas : pajamas, pyjamas, nightwear, sleepwear | 睡衣 家居服
category underwear : underwear, lingerie | 内衣 内裤
category swimwear : swimsuit, swimwear, bikini | 泳衣 泳裤 比基尼
category sneakers : sneaker, trainer, canvas shoe | 运动鞋 球鞋 板鞋 帆布鞋 小白鞋 白球鞋
category running-shoes : running shoe, runner, jogging shoe, sneaker, trainer | 跑鞋 跑步鞋 慢跑鞋 运动鞋
category boots : boot, ankle boot, hiking boot, chelsea boot | 靴子 靴 短靴 长靴 马丁靴 登山靴
category sandals : sandal, flip flop | 凉鞋 人字拖
category heels : heel, high heel, pump, stiletto | 高跟鞋 高跟
category loafers : loafer, moccasin | 乐福鞋 豆豆鞋
category slippers : slipper | 拖鞋
category dress-shoes : dress shoe, oxford, derby, brogue, leather shoe | 皮鞋 正装鞋
category flats : flats, ballet flat | 平底鞋 单鞋
category backpack : backpack, rucksack, school bag, knapsack | 背包 双肩包 书包
category handbag : handbag, purse | 手提包 手袋 女包
category tote : tote, tote bag, shopper | 托特包 购物袋
category shoulder-bag : shoulder bag, crossbody, crossbody bag, messenger bag, satchel | 单肩包 斜挎包 挎包
category briefcase : briefcase, laptop bag | 公文包 电脑包
category suitcase : suitcase, luggage | 行李箱 拉杆箱 旅行箱
category wallet : wallet, billfold, card holder | 钱包 卡包
category clutch : clutch, evening bag | 手拿包 晚宴包
category duffel : duffel, duffel bag, gym bag | 旅行袋 健身包
category sunglasses : sunglasses, shades | 墨镜 太阳镜 太阳眼镜
category glasses : glasses, eyeglasses, spectacles | 眼镜 镜框 眼镜框
category hat : hat, fedora | 帽子 礼帽 渔夫帽
category beanie : beanie, woolly hat, hat | 毛线帽 针织帽
category cap : cap, baseball cap, hat | 帽子 棒球帽 鸭舌帽
category helmet : helmet | 头盔
category scarf : scarf, shawl | 围巾 披肩 丝巾
category gloves : glove, mitten | 手套
category belt : belt | 腰带 皮带
category tie : necktie, bow tie | 领带 领结
category socks : sock | 袜子 短袜 长袜
category watch : watch, wristwatch | 手表 腕表
category jewelry : jewelry, jewellery, necklace, earring, bracelet | 首饰 项链 耳环 手链 戒指
category sofa : sofa, couch, settee, loveseat | 沙发 双人沙发 长沙发
category armchair : armchair, recliner, lounge chair, easy chair, chair | 扶手椅 单人沙发 躺椅 休闲椅 椅子
category chair : chair, dining chair | 椅子 椅 餐椅
category office-chair : office chair, chair | 办公椅 电脑椅 椅子
category stool : stool, bar stool, ottoman, pouf | 凳子 凳 吧台凳 脚凳
category bench : bench | 长凳 长椅
category table : table, dining table | 桌子 桌 餐桌
category coffee-table : coffee table, table | 茶几 咖啡桌 桌子
category side-table : side table, end table, table | 边桌 边几 桌子
category desk : desk, writing desk, workstation | 书桌 办公桌 电脑桌 写字台 桌子
category bed : bed, bed frame | 床 双人床 单人床 床架
category shelf : shelf, bookshelf, bookcase, shelving | 书架 架子 置物架 书柜
category cabinet : cabinet, cupboard, sideboard, dresser, chest of drawers | 柜子 柜 橱柜 斗柜 边柜
category wardrobe : wardrobe, closet | 衣柜 衣橱
category lamp : lamp, floor lamp, table lamp, desk lamp, light fixture | 灯 台灯 落地灯 吊灯
category mirror : mirror | 镜子
category rug : rug, carpet | 地毯
category vase : vase | 花瓶
category plant : plant | 植物 绿植 盆栽 花盆
category bottle : bottle, water bottle | 瓶子 水瓶 水壶
category toy : toy | 玩具

section clothes : clothes, clothing, apparel, garment | 衣服 服装 服饰 衣架 男装 女装
section shoes : shoe, footwear | 鞋 鞋子 鞋类
section bags : bag | 包 包包 箱包 皮包
section glasses : eyewear | 眼镜 眼镜区
section furniture : furniture, home furniture | 家具 家居

material cotton : cotton | 棉 纯棉 棉质 全棉
material linen : linen | 亚麻 麻 棉麻
material wool : wool, woollen, woolen, merino | 羊毛 毛呢 呢子
material cashmere : cashmere | 羊绒
material silk : silk | 真丝 丝绸 丝
material leather : leather, real leather | 真皮 皮 皮革 牛皮 皮质
material faux-leather : faux leather, vegan leather, imitation leather | 人造革 仿皮 pu皮
material suede : suede | 麂皮 绒面
material denim : denim | 牛仔 牛仔布 丹宁
material corduroy : corduroy | 灯芯绒
material velvet : velvet | 天鹅绒 丝绒
material fleece : fleece | 抓绒 摇粒绒
material down : goose down | 羽绒 鹅绒
material polyester : polyester | 涤纶 聚酯 聚酯纤维 化纤
material nylon : nylon | 尼龙 锦纶
material canvas : canvas | 帆布
material mesh : mesh | 网面 网布
material rubber : rubber | 橡胶
material wood : wood, wooden | 木 木头 实木 木质
material oak : oak | 橡木
material walnut : walnut | 胡桃木
material metal : metal | 金属
material steel : steel, stainless steel | 钢 不锈钢 铁艺
material titanium : titanium | 钛 纯钛
material acetate : acetate | 板材 醋酸纤维
material plastic : plastic | 塑料
material glass : glass | 玻璃
material marble : marble | 大理石
material rattan : rattan, wicker | 藤 藤编
material ceramic : ceramic | 陶瓷

pattern striped : striped, stripe, stripy | 条纹
pattern plaid : plaid, checked, checkered, tartan, gingham | 格子 格纹
pattern floral : floral, flowery, flower print | 碎花 花朵 印花
pattern dotted : polka dot, dotted, dot | 波点 圆点
pattern solid : plain, solid color, solid colour | 纯色 素色
pattern printed : printed, graphic, graphic print | 印花 图案
pattern camouflage : camo, camouflage | 迷彩

style casual : casual, everyday | 休闲 日常 随意
style formal : formal, business, smart | 正式 商务 正装
style elegant : elegant, classy | 优雅
style sporty : sporty, athletic | 运动风
style vintage : vintage, retro | 复古
style classic : classic | 经典
style modern : modern, contemporary | 现代
style minimalist : minimalist, scandinavian | 简约 极简 北欧
style street : streetwear | 街头 潮牌
style outdoor : outdoor | 户外

season spring : spring | 春天 春季 春装
season summer : summer | 夏天 夏季 夏装
season autumn : autumn, fall | 秋天 秋季 秋装
season winter : winter | 冬天 冬季 冬装

occasion work : for work, office, commute, commuting, job interview | 上班 办公室 通勤 职场 面试
occasion party : party, night out | 派对 聚会 晚会
occasion wedding : wedding | 婚礼 结婚
occasion travel : travel, travelling, vacation, holiday | 旅行 旅游 出差 度假
occasion beach : beach, seaside | 海边 沙滩
occasion school : for school | 上学 学校
occasion hiking : hiking, trekking, camping | 徒步 登山 露营 爬山
occasion running : running, jogging | 跑步 慢跑
occasion date : for a date | 约会
occasion gym : gym, workout, fitness | 健身

gender men : men, man, male, gentlemen, boyfriend, husband, men's | 男士 男款 男装 男式 男生 男
gender women : women, woman, female, ladies, lady, girlfriend, wife, women's | 女士 女款 女装 女式 女生 女
gender kids : kid, child, children, boy, girl | 儿童 小孩 孩子 童装 小孩子 宝宝
gender unisex : unisex | 中性 男女同款 情侣款

sleeve long : long sleeve, long sleeved | 长袖
sleeve short : short sleeve, short sleeved | 短袖
sleeve none : sleeveless | 无袖

shape round : round, circular, oval | 圆形 圆框 圆
shape square : square, rectangular | 方形 方框 方

feature waterproof : waterproof, water resistant, rainproof | 防水 防雨
feature warm : warm, thermal, insulated | 保暖 暖和
feature breathable : breathable, airy | 透气
feature light : lightweight | 轻便 轻薄
feature hooded : hooded, with a hood | 带帽 带帽子 连帽
feature stretch : stretchy, stretch, elastic | 弹力 有弹性
feature foldable : foldable, folding | 可折叠 折叠

attribute price : price, cost, how much | 价格 价钱 多少钱 什么价 卖多少 价位 售价
attribute stock : stock, in stock, available, availability, sold out, how many are left | 有货 库存 现货 还剩 缺货 货
attribute sizes : what size, which size, available size, size, sizes | 哪些尺码 尺码 码数 哪些码 几号 什么码 几码
attribute colors : what colour, what color, which colour, which color, colour, color, colourway, shade | 颜色 什么颜色 色号 配色
attribute material : material, made of, made out of, made from, fabric, composition | 面料 材质 料子 材料 什么做的 什么料
attribute care : wash, care, clean, washing, care instructions, iron, machine washable, take care, dryer, laundry | 怎么洗 洗 清洗 保养 机洗 洗涤 打理 烘干 水洗
attribute brand : brand, who makes, maker, manufacturer, label | 牌子 品牌 厂家 哪家的
attribute rating : rating, rated, stars | 评分 几星 星级
attribute reviews : review, people say, people think, customers say, according to customers | 评价 评论 口碑 觉得怎么样
attribute shipping : delivery, shipping, arrive, ship, deliver | 配送 发货 多久到 几天能送到 送到 物流 运费
attribute return : return, return policy, refund, exchange | 退货 能退 退换 退款 换货
attribute origin : made in, manufactured, where is it made, come from, country of origin, where is it from, where was this made, origin | 产地 哪里产 生产 哪产的 哪里做的
attribute fit : fit, fits, cut | 版型 合身 修身
attribute dimensions : dimension, how big, how tall, how wide, how high, how deep, how long, measurement, height, width, depth | 多大 多高 多宽 多深 多长 长宽高 尺寸
attribute weight : weight, how heavy, weigh | 多重 重量
attribute pattern : what pattern | 什么花纹 花纹
"""

PLAIN = (
    "麻烦 包括 包起来 包邮 面包 开灯 关灯 床前 起床 明白 白天 灰心 黄金 木有 调皮 脸皮 红楼梦 男朋友 女朋友 "
    "机器 粉丝 螺丝 丝毫 铁丝 黑客 红包 书包里 表示 桌面 柜台 眼镜蛇 明天 昨天 皮肤 打包 女儿 儿女 男女"
)
"""Words that hold a form but do not mean it."""

REAL = "眼睛 睁眼 家子 哥子 之物 一脚蹬 尊嘟 事业 实验 试验 只要 之一"
"""Words that sound like the shop's and are no slip."""
