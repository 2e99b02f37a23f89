"""Shop words of two languages, as data: what `hashed` knows of meaning.

One line is one concept: ``token < parent : English forms, by comma | Chinese forms by space``.
A form may stand in several lines (外套 is both a jacket and a coat). English forms are written in
the singular. Tokens are those of the catalogue where it has one. `QUIET` lists what is said in
every request and so tells requests apart least.
"""

from __future__ import annotations

CONCEPTS = """
red < color : red, scarlet, crimson, burgundy, maroon, wine red | 红 红色 大红 酒红 枣红 朱红
orange < color : orange | 橙 橙色 橘色 橘红
yellow < color : yellow, mustard, golden | 黄 黄色 金色 姜黄
green < color : green, olive, mint, emerald | 绿 绿色 军绿 墨绿 薄荷绿
blue < color : blue, navy, azure, teal, indigo | 蓝 蓝色 深蓝 藏青 天蓝 湖蓝 宝蓝
purple < color : purple, violet, lilac, lavender | 紫 紫色 薰衣草色
pink < color : pink, rose, coral | 粉 粉色 粉红 玫红 珊瑚色
black < color : black, jet black | 黑 黑色 纯黑
white < color : white, ivory, off white | 白 白色 米白 象牙白 纯白
grey < color : grey, gray, charcoal, silver | 灰 灰色 深灰 浅灰 银色
brown < color : brown, tan, camel, coffee, chocolate | 棕 棕色 褐色 咖啡色 驼色
beige < color : beige, cream, khaki, sand, nude | 米色 杏色 卡其 卡其色 奶油色
light < shade : light, pale, bright, pastel | 浅 浅色 亮色 淡
dark < shade : dark, deep | 深色 暗色
color : color, colour, shade, colorway | 颜色 配色 色号

jacket < outerwear : jacket, blazer, windbreaker, bomber, anorak, parka | 外套 夹克 冲锋衣 风衣 皮衣 西装
coat < outerwear : coat, overcoat, trench coat, trench | 外套 大衣 风衣 呢子大衣
down_jacket < outerwear : down jacket, puffer, puffer jacket, padded jacket | 羽绒服 棉服 棉衣
suit < clothes : suit, tuxedo, formal wear | 西装 套装 西服 正装
vest < clothes : vest, waistcoat, gilet | 马甲 背心
shirt < top : shirt, button down | 衬衫 衬衣
blouse < top : blouse | 衬衫 女衬衫 雪纺衫
t-shirt < top : t shirt, tshirt, tee, tee shirt | t恤 短袖 体恤 t恤衫
polo < top : polo, polo shirt | polo衫 翻领衫
tank_top < top : tank top, camisole, singlet | 背心 吊带
sweater < top : sweater, jumper, pullover, knitwear, knit | 毛衣 针织衫 羊毛衫 套头衫
cardigan < top : cardigan | 开衫 针织开衫
hoodie < top : hoodie, sweatshirt | 卫衣 连帽衫 帽衫
top < clothes : top | 上衣
trousers < bottom : trouser, trousers, pants, slacks, chino, chinos | 裤子 长裤 西裤 休闲裤
jeans < bottom : jeans, jean | 牛仔裤
shorts < bottom : shorts | 短裤 热裤
leggings < bottom : leggings, tights, yoga pants | 打底裤 瑜伽裤 紧身裤
skirt < bottom : skirt, miniskirt | 裙子 半身裙 短裙 半裙
bottom < clothes : bottoms | 下装
dress < clothes : dress, gown, frock | 连衣裙 裙子 长裙 礼服
pajamas < clothes : pajama, pajamas, pyjamas, nightwear, sleepwear | 睡衣 家居服
underwear < clothes : underwear, lingerie, bra, boxers, briefs | 内衣 内裤 文胸
swimwear < clothes : swimsuit, swimwear, bikini, swim trunks | 泳衣 泳裤 比基尼
sportswear < clothes : sportswear, activewear, gym clothes, tracksuit | 运动服 运动装 健身服
clothes : clothes, clothing, apparel, garment, outfit | 衣服 服装 服饰

sneakers < shoes : sneaker, trainers, canvas shoe | 运动鞋 球鞋 板鞋 帆布鞋 小白鞋
running_shoes < shoes : running shoe, running sneaker, runner | 跑鞋 跑步鞋 慢跑鞋
boots < shoes : boot, ankle boot, hiking boot, chelsea boot | 靴子 靴 短靴 长靴 马丁靴 登山靴
sandals < shoes : sandal, flip flop | 凉鞋 人字拖
heels < shoes : heel, high heel, pump, stiletto | 高跟鞋 高跟
loafers < shoes : loafer, moccasin | 乐福鞋 豆豆鞋
slippers < shoes : slipper, slide | 拖鞋
dress_shoes < shoes : dress shoe, oxford, derby, brogue | 皮鞋 正装鞋
flats < shoes : flats, ballet flat | 平底鞋 单鞋
shoes : shoe, footwear | 鞋 鞋子 鞋履

backpack < bags : backpack, rucksack, school bag | 背包 双肩包 书包
handbag < bags : handbag, purse, hand bag | 手提包 手袋 女包
tote < bags : tote, tote bag, shopper | 托特包 购物袋
shoulder_bag < bags : shoulder bag, crossbody, crossbody bag, messenger bag, satchel | 单肩包 斜挎包 挎包
briefcase < bags : briefcase, laptop bag | 公文包 电脑包
suitcase < bags : suitcase, luggage, trolley case | 行李箱 拉杆箱 旅行箱
wallet < bags : wallet, billfold, card holder | 钱包 卡包
clutch < bags : clutch, evening bag | 手拿包 晚宴包
bags : bag | 包 包包

sunglasses < eyewear : sunglasses, sunglass, shades | 墨镜 太阳镜 太阳眼镜
glasses < eyewear : glasses, eyeglasses, spectacles, frame | 眼镜 镜框 眼镜框
eyewear : eyewear | 眼镜
hat < accessory : hat, beanie, fedora | 帽子 毛线帽 礼帽 渔夫帽
cap < accessory : cap, baseball cap | 帽子 棒球帽 鸭舌帽
scarf < accessory : scarf, shawl, wrap | 围巾 披肩 丝巾
gloves < accessory : glove, mitten | 手套
belt < accessory : belt | 腰带 皮带
tie < accessory : tie, necktie, bow tie | 领带 领结
socks < accessory : sock | 袜子 短袜 长袜
watch < accessory : watch, wristwatch | 手表 腕表
jewelry < accessory : jewelry, jewellery, necklace, earring, bracelet | 首饰 项链 耳环 手链 戒指
accessory : accessory, accessories | 配饰 配件 饰品

sofa < furniture : sofa, couch, settee, loveseat | 沙发 双人沙发 长沙发
armchair < seat : armchair, recliner, lounge chair, easy chair | 扶手椅 单人沙发 躺椅 休闲椅
chair < seat : chair, dining chair, office chair | 椅子 椅 餐椅 办公椅
stool < seat : stool, bar stool, ottoman | 凳子 凳 吧台凳 脚凳
bench < seat : bench | 长凳 长椅
seat < furniture : seat, seating | 座椅 座位
table < furniture : table, dining table, coffee table, side table | 桌子 桌 餐桌 茶几 边桌
desk < furniture : desk, writing desk, workstation | 书桌 办公桌 电脑桌 写字台
bed < furniture : bed, bed frame | 床 双人床 单人床 床架
shelf < furniture : shelf, bookshelf, bookcase, shelving | 书架 架子 置物架 书柜
cabinet < furniture : cabinet, cupboard, sideboard, dresser, chest of drawers, drawer | 柜子 柜 橱柜 抽屉 斗柜 边柜
wardrobe < furniture : wardrobe, closet | 衣柜 衣橱
lamp < furniture : lamp, light fixture, floor lamp, table lamp | 灯 台灯 落地灯 吊灯
rug < furniture : rug, carpet | 地毯 毯子
mirror < furniture : mirror | 镜子 穿衣镜
vase < furniture : vase, pot, planter | 花瓶 花盆
furniture : furniture, furnishing, home decor | 家具 家居
living_room : living room, lounge | 客厅
bedroom : bedroom | 卧室

cotton < material : cotton | 棉 纯棉 全棉 棉质
linen < material : linen, flax | 亚麻 麻
wool < material : wool, woolen, woollen, merino | 羊毛 毛呢 呢子
cashmere < material : cashmere | 羊绒 山羊绒
silk < material : silk, satin | 丝绸 真丝 丝 缎面
denim < material : denim | 牛仔 丹宁
leather < material : leather, cowhide, nappa | 皮 皮革 真皮 牛皮 皮质 皮夹克 皮衣
suede < material : suede, nubuck | 麂皮 绒面
polyester < material : polyester, synthetic | 涤纶 聚酯 化纤
nylon < material : nylon | 尼龙 锦纶
velvet < material : velvet, corduroy | 天鹅绒 丝绒 灯芯绒
fur < material : fur, fleece, shearling | 毛绒 皮草 抓绒
canvas < material : canvas | 帆布
wood < material : wood, wooden, oak, walnut, pine, teak | 木 木头 实木 木质 橡木 胡桃木
metal < material : metal, steel, iron, aluminium, aluminum, brass | 金属 钢 铁 不锈钢 铝 黄铜
glass < material : glass | 玻璃
plastic < material : plastic, acetate, resin | 塑料 板材 树脂
rattan < material : rattan, wicker, bamboo | 藤 藤编 竹
material : material, fabric, textile, made of, made from | 面料 材质 材料 布料 料子 质地

striped < pattern : stripe, striped | 条纹
plaid < pattern : plaid, checked, check pattern, tartan, gingham | 格子 格纹
floral < pattern : floral, flower, flowery | 碎花 花朵 印花 花
dotted < pattern : polka dot, dotted, dot | 波点 圆点
solid < pattern : plain, solid, solid color | 纯色 素色
printed < pattern : print, printed, graphic | 印花 图案
pattern : pattern | 花纹 图案 花色

casual < style : casual, everyday, relaxed | 休闲 日常 随意
formal < style : formal, business, smart, elegant, classy | 正式 商务 优雅 正装
sporty < style : sporty, sport, athletic, gym, workout | 运动 健身
vintage < style : vintage, retro, classic | 复古 经典
modern < style : modern, minimalist, simple, scandinavian | 简约 现代 极简 北欧
cute < style : cute, sweet, lovely | 可爱 甜美
trendy < style : trendy, fashionable, stylish, popular, in fashion | 时尚 时髦 流行 潮 潮流
comfortable : comfortable, comfy, cozy, cosy, soft | 舒服 舒适 柔软
warm : warm, thermal, insulated | 保暖 暖和
breathable : breathable, airy, lightweight, thin | 透气 轻薄 轻便 薄
thick : thick, heavy | 厚 加厚 厚实
waterproof : waterproof, water resistant, rainproof | 防水 防雨
style : style, look, vibe | 风格 款式 样式

summer < season : summer | 夏天 夏季 夏
winter < season : winter | 冬天 冬季 冬
spring < season : spring | 春天 春季 春
autumn < season : autumn, fall | 秋天 秋季 秋
work < occasion : work, office, commute, job | 上班 办公 办公室 通勤 职场 工作
party < occasion : party, evening, night out, club | 派对 聚会 晚会 晚宴
wedding < occasion : wedding, bridal, bride | 婚礼 结婚
travel < occasion : travel, trip, vacation, holiday | 旅行 旅游 出差 度假
beach < occasion : beach, seaside | 海边 沙滩
school < occasion : school, student, campus | 学校 上学 学生
hiking < occasion : hiking, outdoor, trekking, camping, mountain | 徒步 户外 登山 露营 爬山
running < occasion : running, jogging, run | 跑步 慢跑
date < occasion : date, romantic | 约会
men < gender : men, man, male, gentleman, guy, boyfriend, husband | 男 男士 男款 男装 男生 男朋友
women < gender : women, woman, female, lady, ladies, girl, girlfriend, wife | 女 女士 女款 女装 女生 女朋友
kids < gender : kid, child, children, baby, boy | 儿童 孩子 童装 小孩 宝宝

large < size : large, larger, big, bigger, xl, xxl, oversized | 大 大号 大码 大一码 加大 宽大
small < size : small, smaller, little, tiny, xs | 小 小号 小码 小一码
medium < size : medium, mid size | 中号 中码 均码
long < length : long, longer, maxi | 长 长款 长一点
short < length : short, shorter, mini, cropped | 短 短款 短一点
loose < cut : loose, baggy, relaxed fit, roomy, wide leg | 宽松 肥 阔腿
tight < cut : tight, slim, slim fit, skinny, fitted | 紧 紧身 修身
fit < size : fit, suit me | 合身 合适 适合
round < shape : round, oval, circular | 圆 圆形 圆框
square < shape : square, rectangular | 方 方形 方框
size : size, measurement, dimension | 尺码 尺寸 码 码数 号

cheap < price : cheap, cheaper, affordable, budget, inexpensive, low price, less expensive | 便宜 实惠 平价 低价 性价比
expensive < price : expensive, pricey, luxury, premium, high end | 贵 昂贵 高档 高端 奢侈
discount < price : discount, sale, promotion, coupon, deal, special offer | 打折 折扣 优惠 促销 特价 优惠券
price : price, cost, how much, money, under, budget | 价格 价钱 多少钱 钱 块 元 以内 以下 几块
stock : stock, available, availability, in stock, sold out | 有货 库存 现货 缺货 卖完
brand : brand, label, maker | 品牌 牌子
rating : rating, review, rated, star, feedback, quality | 评价 评分 好评 评论 口碑 质量
care : wash, washing, clean, care, laundry, iron, dry clean, machine wash | 洗 清洗 洗涤 水洗 机洗 干洗 熨 保养 打理
shipping : shipping, delivery, deliver, ship, arrive, postage, courier | 配送 发货 快递 送到 到货 运费 物流 送货 寄
return : return, refund, exchange, money back, send back | 退货 退款 退换 换货 退 七天无理由
payment : pay, payment, checkout, check out, buy, purchase, order | 付款 支付 结账 买单 买 购买 下单
cart : cart, basket, shopping bag | 购物车 购物篮 加购
add : add, put in | 加入 加到 添加 放进 放入 加购
remove : remove, delete, take out | 删除 删掉 移除 去掉 拿掉
try_on : try on, try it on, try, fitting room, wear it | 试穿 试 试试 穿上 试衣
take_off : take off, undress | 脱掉 脱下 换下
compare : compare, comparison, difference, versus, vs | 对比 比较 区别 相比
similar : similar, alike, like this, same kind | 类似 相似 差不多 同款
match : match, go with, goes with, goes well, pair, pair with, combine | 搭配 配 搭 相配
recommend : recommend, recommendation, suggest, suggestion, advice | 推荐 建议
like : like, love, favorite, favourite, prefer | 喜欢 爱 中意
dislike : dislike, hate, not like, don t like, do not like, ugly | 不喜欢 讨厌 不好看 难看 不要
beautiful : beautiful, pretty, nice, good looking, gorgeous | 好看 漂亮 美 美观
gift : gift, present | 礼物 送礼
turn < motion : turn, rotate, spin, flip | 转 旋转 转动 翻转
move < motion : move, place, put it | 移 移动 挪 放到 摆
enlarge < motion : zoom in, scale up, enlarge, closer | 放大 近点 拉近
shrink < motion : zoom out, scale down, shrink | 缩小 拉远
back < motion : back, go back, previous | 返回 回去 后退 上一个
left < direction : left | 左 左边 左侧
right < direction : right | 右 右边 右侧
undo : undo, revert | 撤销 取消
stop : stop, pause, halt, cancel | 停 停止 暂停 取消
help : help, how to use, assist | 帮助 怎么用 使用方法
hello : hello, hi, hey, good morning | 你好 您好 嗨 早上好
thanks : thanks, thank you | 谢谢 多谢
bye : bye, goodbye, see you | 再见 拜拜
privacy : privacy, my data, recording, personal data | 隐私 我的数据 录音 个人信息
human : human, agent, customer service, staff | 人工 客服 店员
"""

QUIET = (
    "a an the this that these those it its is are am be was do does did can could would will shall "
    "i me my we you your he she they of to for in on at with and or if so there here some any "
    "something anything please show give find get see want need have has looking let what which "
    "how when who one ones just very really well also "
    "给我 我想 我要 想要 帮我 请 请问 麻烦 一下 看看 看 找 有没有 有 没有 的 了 吗 呢 吧 啊 是 在 "
    "我 你 您 这 那 这个 那个 这件 那件 这款 那款 这条 那条 这双 那双 一个 一件 一款 一条 一双 一点 点 "
    "什么 怎么 哪 哪个 可以 能 能不能 会 要 想 就 也 都 很 和 跟 给"
)
