"""What shoppers say of garments, as data: forms of two languages and what each means.

One line is one meaning: ``name=value ... : English forms, by comma | Chinese forms by space``.
English forms stand in the singular; a hyphen is a space. The longest form at a place wins, so a
long form may shield a short one (`有没有` is no `没有`). A line without a meaning is only a shield.

The names are fields of `Spec`, with these besides: `kind` (its other fields are then implied by
the word, and give way to what is said outright), `weak` (a kind that gives way to any other),
`color`, `shade` (+ lighter, - darker), `size` (a length that depends on the kind), `dim` (an axis
and the direction on it), `part` (what an axis is said of), `scale` of a pattern, `at` and `way`
(a place that a length is counted from), and `cue` (words that steer the others).
"""

from __future__ import annotations

from typing import Final

KINDS: Final = """
kind=t_shirt : t shirt, tshirt, tee, tee shirt | t恤 t恤衫 体恤 恤衫 汗衫 圆领衫 文化衫 短t 打底t
weak=t_shirt : top, jersey top, breton | 上衣 打底衫 打底 衣服 套头
kind=t_shirt sleeve=1.0 : longsleeve, long sleeve tee, long sleeved tee, long sleeve t shirt, long sleeve top | 长t 长袖t恤
kind=t_shirt color=#f6f5f2 : | 白t
kind=t_shirt color=#151517 : | 黑t
kind=t_shirt hem=0.60 : crop top | 露脐装 露脐上衣
kind=tank_top : tank top, tank, singlet, muscle tee, vest top, undershirt | 背心 工字背心 无袖背心
kind=tank_top sleeve=0 neckline=scoop : camisole, cami, cami top | 吊带背心 吊带上衣 小吊带 吊带衫
weak=tank_top sleeve=0 neckline=scoop : | 吊带 细吊带
kind=tank_top neckline=strapless sleeve=0 : tube top, bandeau top | 抹胸上衣
kind=shirt : shirt, blouse, dress shirt, oxford shirt, flannel shirt, work shirt | 衬衫 衬衣 女衬衫 恤 雪纺衫 罩衫
kind=shirt opening=buttons : button down, button up, button down shirt, button up shirt
kind=shirt fabric=denim : denim shirt, chambray shirt | 牛仔衬衫
kind=polo : polo, polo shirt, golf shirt | polo衫 polo恤 保罗衫
kind=sweater : sweater, jumper, pullover, knitwear | 毛衣 针织衫 羊毛衫 套头衫 毛线衣 羊绒衫 线衣
weak=sweater neckline=turtle : turtleneck, roll neck, polo neck, mock neck | 高领衫
kind=sweater opening=buttons neckline=v : cardigan, cardi | 开衫 针织开衫 毛衣开衫 开襟毛衣 毛衣外套 针织外套
kind=hoodie : hoodie, hoody | 卫衣 连帽衫 帽衫 连帽卫衣
kind=hoodie neckline=hood : hooded sweatshirt | 连帽卫衣 连帽衫
kind=hoodie opening=zip : zip hoodie, zip up hoodie, zip up | 拉链卫衣 开衫卫衣
kind=hoodie neckline=crew : sweatshirt, crewneck sweatshirt | 圆领卫衣 运动衫
kind=jacket : jacket, windbreaker, anorak, bomber, bomber jacket, biker jacket, track jacket | 夹克 外套 冲锋衣 飞行员夹克 棒球服 夹克衫 短外套
kind=jacket fabric=leather : leather jacket, moto jacket | 皮衣 皮夹克 皮外套 机车服
kind=jacket fabric=denim : denim jacket, jean jacket | 牛仔外套 牛仔夹克 牛仔衣
kind=jacket opening=buttons neckline=v : blazer, suit jacket, sport coat, sports coat, tuxedo jacket | 西装 西装外套 西服 小西装 西服外套 休闲西装
kind=jacket thickness=0.015 opening=zip : puffer, puffer jacket, down jacket, padded jacket, quilted jacket, puffa | 羽绒服 棉服 棉衣 棉袄 羽绒衣 面包服
kind=coat thickness=0.015 opening=zip : puffer coat, down coat, padded coat | 羽绒大衣 长款羽绒服
kind=coat : coat, overcoat, topcoat, pea coat, peacoat, duster | 大衣 呢子大衣 外衣 风雪大衣
kind=coat fabric=wool : wool coat, woollen coat | 毛呢大衣 羊毛大衣 呢大衣
kind=coat fabric=cotton opening=buttons : trench coat, trench, mac, raincoat | 风衣 雨衣
kind=coat opening=zip neckline=hood : parka | 派克大衣 派克服
kind=vest : vest, waistcoat, sweater vest, knit vest | 马甲 西装马甲 坎肩 毛线背心 针织背心 针织马甲 毛衣背心
kind=vest opening=zip : gilet, body warmer, bodywarmer
kind=vest opening=zip thickness=0.015 : puffer vest, puffer gilet, down vest, padded vest, padded gilet, quilted vest, quilted gilet | 羽绒马甲 羽绒背心 棉马甲
kind=dress : dress, frock, one piece, shirt dress, t shirt dress, sweater dress, tunic dress | 连衣裙 裙装 睡裙 衬衫裙 毛衣裙 t恤裙 卫衣裙 公主裙 连身裙 茶歇裙 娃娃裙
weak=dress : | 裙子 裙
kind=dress hem=0.02 : gown, evening gown, ball gown, evening dress, prom dress | 晚礼服 礼服 礼服裙
kind=dress hem=0.06 : maxi dress, long dress | 长裙 长连衣裙
kind=dress hem=0.41 : mini dress | 迷你连衣裙 短连衣裙
kind=dress hem=0.19 : midi dress | 中长裙 中长连衣裙
kind=dress sleeve=0 neckline=scoop fabric=silk flare=0.1 : slip dress
kind=dress sleeve=0 neckline=scoop : sundress, sun dress, cami dress, pinafore | 吊带裙 背心裙 吊带连衣裙 背心连衣裙 吊带长裙
kind=dress ease=0.0 flare=0.0 stretch=0.2 : bodycon, bodycon dress, bandage dress, sheath dress | 紧身裙 紧身连衣裙 紧身包臀连衣裙
kind=dress flare=0.6 : skater dress, swing dress, tea dress, babydoll dress | 伞摆连衣裙
kind=dress flare=0.6 ease=0.04 : fit and flare, fit and flare dress
kind=dress opening=buttons neckline=v : wrap dress | 裹身裙
kind=dress color=#151517 : little black dress, lbd | 小黑裙
kind=dress color=#f6f5f2 : | 小白裙
kind=dress neckline=strapless sleeve=0 : tube dress, bandeau dress | 抹胸裙
kind=skirt : skirt | 半身裙 半裙 纱裙 裙裤 半截裙 腰裙
kind=skirt hem=0.41 : mini skirt, miniskirt, short skirt | 短裙 迷你裙 超短裙
kind=skirt hem=0.19 : midi skirt | 半身中长裙 中裙
kind=skirt hem=0.06 : maxi skirt, long skirt | 半身长裙 长半裙 百褶长裙 长款半身裙
kind=skirt flare=0.0 ease=0.03 : pencil skirt, tube skirt | 包臀裙 铅笔裙 一步裙 直筒裙 包裙 窄裙
kind=skirt flare=0.3 : a line skirt | a字裙 a字半身裙
kind=skirt flare=0.5 : pleated skirt, tiered skirt | 百褶裙 蛋糕裙 褶裙
kind=skirt flare=0.9 : circle skirt, skater skirt, tutu, puff skirt | 伞裙 蓬蓬裙 大摆裙 圆裙 半身伞裙
kind=skirt flare=0.4 : | 鱼尾裙
kind=skirt flare=0.4 hem=0.41 : tennis skirt | 网球裙
kind=skirt fabric=leather : leather skirt | 皮裙
kind=skirt fabric=denim : denim skirt | 牛仔裙 牛仔半身裙
kind=trousers : trouser, pant, slacks, chino, cargo, suit pant, dress pant, bottoms | 长裤 西裤 休闲裤 西装裤 工装裤 直筒裤 烟管裤 裤装
weak=trousers : | 裤子 裤
kind=trousers fabric=jersey : jogger, sweatpant, track pant, tracksuit bottom, jogging bottom, sweat pant | 运动裤 卫裤 束脚裤 慢跑裤
kind=trousers flare=0.6 ease=0.14 : palazzo, palazzo pant, palazzo trouser | 阔腿裤 阔脚裤 宽腿裤 裙裤
kind=trousers flare=0.6 hem=0.19 : culotte, gaucho | 七分阔腿裤
kind=trousers flare=0.5 : flares, bell bottom | 喇叭裤
kind=trousers flare=0.25 : bootcut pant | 微喇裤
kind=trousers ease=0.02 flare=0.0 : cigarette pant, skinny pant | 小脚裤 铅笔裤 紧身裤 烟管裤
kind=trousers ease=0.22 flare=0.0 : harem pant, baggy pant | 哈伦裤 萝卜裤
kind=trousers hem=0.19 : capri, capri pant, cropped pant, cropped trouser | 七分裤
kind=trousers hem=0.10 : ankle pant | 九分裤
kind=trousers hem=0.14 : | 八分裤
kind=trousers fabric=leather : leather pant, leather trouser | 皮裤
kind=trousers fabric=silk : | 雪纺裤
kind=jeans : jean, denim jean, denim pant, denim trouser | 牛仔裤 牛仔长裤 丹宁裤
kind=jeans ease=0.0 flare=0.0 stretch=0.15 : skinny jean | 紧身牛仔裤 小脚牛仔裤
kind=jeans ease=0.20 flare=0.0 : boyfriend jean, mom jean, dad jean | 老爹裤 男友风牛仔裤
kind=jeans flare=0.5 : | 喇叭牛仔裤
kind=jeans flare=0.25 : | 微喇牛仔裤
kind=jeans flare=0.6 : | 阔腿牛仔裤
kind=jeans flare=0.0 : | 直筒牛仔裤
kind=shorts : short pant, shorts, running shorts, gym shorts, board shorts | 短裤 沙滩裤 运动短裤
kind=shorts hem=0.43 : hot pants, hotpants, booty shorts | 热裤 超短裤 超短热裤
kind=shorts fabric=denim : denim shorts, jean shorts | 牛仔短裤
kind=shorts hem=0.43 fabric=denim : | 牛仔热裤 超短牛仔短裤 超短牛仔裤
kind=shorts hem=0.30 : bermuda, bermuda shorts, knee length shorts | 五分裤 中裤 及膝短裤 百慕大短裤 六分裤
kind=shorts hem=0.38 : | 三分裤 四分裤
kind=leggings : legging, tights, yoga pant | 打底裤 瑜伽裤 健身裤 连裤袜 紧身打底裤 鲨鱼裤
kind=leggings hem=0.33 : cycling shorts, biker shorts, bike shorts | 骑行裤
"""

CUTS: Final = """
hem=0.60 : waist length, to the waist, belly baring, midriff | 到腰 及腰 露脐 齐腰 到肚脐 高腰款
hem=0.515 : hip length, to the hip, down to the hip | 到胯 到臀 及臀 到屁股 齐臀
hem=0.455 : covers the bum, cover the bum, covering the bum, cover my bum, bum covering, bottom covering, covers my bum, covers my bottom, cover my bottom, over the hip | 盖住屁股 遮屁股 遮臀 盖臀 盖过屁股 过臀 遮住屁股 盖住臀部 遮住臀部
hem=0.38 : thigh length, mid thigh, to the thigh, to mid thigh, half way down the thigh | 到大腿 大腿中部 到大腿中间 到大腿中部 大腿中间 大腿长度
hem=0.315 at=0.28 way=+ : above the knee, above knee, above my knee, over the knee | 膝盖以上 膝上 膝盖上面 过不了膝 不过膝 膝盖上方 膝以上 不到膝盖
hem=0.28 : knee length, to the knee, to my knee, at the knee, down to the knee, down to my knee, knee, on the knee | 及膝 到膝盖 齐膝 膝盖 到膝 膝盖长度 到膝盖的长度
hem=0.235 at=0.28 way=- : below the knee, below knee, below my knee, past the knee, past my knee, under the knee | 膝盖以下 膝下 过膝 膝盖下面 过膝盖 膝盖下方 盖过膝盖 盖住膝盖
hem=0.19 : midi, mid length, tea length | 中长 中长款
hem=0.18 : mid calf, calf length, to the calf, to mid calf, to my calf, calf | 到小腿 小腿 小腿中部 及小腿 到小腿中间 小腿肚
hem=0.06 at=0.06 way=+ : ankle length, to the ankle, to my ankle, ankle, maxi, full length, down to my ankle, down to the ankle | 到脚踝 及踝 脚踝 长及脚踝 到脚腕 齐踝
hem=0.02 : floor length, to the floor, floor sweeping, floor, sweeping the floor, to the ground | 拖地 及地 曳地 落地 到地
hem=0.41 : mini | 迷你 超短
hem=0.14 : | 八分
hem=0.10 : 7 8 length | 九分
size=long : long line, longline, extra long | 长款 加长款 长版 超长款 长的 超长
size=short : short length | 短款 短版 短的
size=mid : | 中长款 中款
size=crop : cropped, crop, super cropped | 短款露脐 露脐短款 高腰短款
sleeve=0.0 : sleeveless, armless, no sleeve, without sleeve, without any sleeve, strappy, spaghetti strap, thin strap, with strap, shoulder strap | 无袖 没袖子 不带袖 没有袖子 去掉袖子 去袖 细肩带 肩带 光膀子
sleeve=0.10 : cap sleeve, cap sleeved, capped sleeve | 盖袖 小飞袖 飞袖 包肩袖 小盖袖
sleeve=0.27 : short sleeve, short sleeved, sleeve short, t shirt sleeve, sleeve are short | 短袖 半截袖 袖子短的
sleeve=0.50 : elbow length sleeve, elbow sleeve, elbow length, half sleeve, to the elbow, elbow, sleeve to the elbow, half length sleeve | 五分袖 中袖 半袖 到手肘 手肘 到肘 及肘 到胳膊肘
sleeve=0.72 : three quarter sleeve, three quarter length sleeve, 3 4 sleeve, 3 4 length sleeve, three quarter, bracelet sleeve | 七分袖 六分袖 八分袖
sleeve=0.88 : | 九分袖
sleeve=1.0 : long sleeve, long sleeved, sleeve long, full sleeve, full length sleeve, to the wrist, wrist length, sleeve to the wrist | 长袖 长袖子 到手腕 袖子到手腕 全袖
neckline=crew : crew neck, crewneck, round neck, crew, round neckline, crew neckline | 圆领 小圆领 圆领口
neckline=v : v neck, vneck, v neckline, v shaped neck, v shaped neckline, deep v, plunging neckline, wrap neck | v领 v字领 鸡心领 深v 大v领 v领口 v型领
neckline=scoop : scoop neck, scoop, u neck, scoop neckline, square neck, sweetheart, round low neck, low neck, low neckline, low cut | u领 大圆领 u型领 方领 低领 u形领
neckline=boat : boat neck, boat, bateau, boatneck, boat neckline, slash neck | 一字领 船领 船形领 船型领 平领
neckline=turtle : turtle neck, turtleneck, roll neck, rollneck, high neck, mock neck, funnel neck, stand collar, mandarin collar, high neckline, high collar, stand up collar, polo neck | 高领 半高领 立领 中领 堆堆领 小高领 半领 高领口
neckline=collar : collar, collared, shirt collar, polo collar, lapel, turn down collar, with a collar | 翻领 衬衫领 领子 有领 带领 polo领 尖领 西装领 娃娃领 衣领
neckline=hood : hood, hooded, with a hood | 帽子 连帽 带帽 带帽子 有帽子
neckline=strapless sleeve=0.0 : strapless, bandeau, off shoulder, off the shoulder, bare shoulder | 抹胸 无肩带 露肩 一字肩 裹胸
opening=buttons : button, buttoned, button front, button through, double breasted, single breasted, buttoned up | 扣子 纽扣 钮扣 单排扣 双排扣 排扣 系扣 扣起来 扣上
opening=zip : zip, zipper, zipped, zip up, zip front, full zip, zip through | 拉链 拉锁
opening=open : open front, open at the front, open, unbuttoned, unzipped, undone, worn open, not closed, not buttoned, not zipped | 敞开 敞着 不要扣上 不扣 敞怀 不系扣 不拉 开襟 前开 打开 不扣扣子 不扣上 别扣
opening=closed : closed, pull on, closed front | 闭合 关上 不开襟
waist=0.64 : high waist, high waisted, high rise, highwaisted, high waistband, paper bag waist | 高腰 高腰款 高腰线
waist=0.57 : low rise, low waist, low waisted, lowrise, hipster, hip hugging, low slung, low waistband | 低腰 低腰款 垮腰
waist=0.605 : mid rise, mid waist, natural waist, midrise, regular rise | 中腰 自然腰
waist=0.70 : empire waist, empire, empire line | 帝国腰 帝政 帝政腰 超高腰 胸下
waist=0.56 : drop waist, dropped waist
flare=0.0 : straight, straight leg, straight cut, pencil, no flare, tapered, straight fit, column | 直筒 直身 直板 铅笔 锥形 直筒型 包臀 h型
flare=0.3 : a line, aline | a字 a型 a摆 a字型
flare=0.5 : flared, flare, flaring, bell, pleated, twirly, swishy, flowy, pleat | 喇叭 百褶 大喇叭 褶皱 飘逸 荷叶边 喇叭形
flare=0.65 : very flared, very full, full skirted, bell bottomed, full skirt, wide skirt, swing, big skirt | 大摆 伞摆 大裙摆 大下摆
flare=0.9 : circle, full circle, ball | 伞形 全圆 圆摆 蓬蓬 蓬
flare=0.2 : slightly flared, subtle flare, gently flared, bit of flare, slight flare, bootcut, boot cut, boot leg, kick flare | 微喇 小喇叭 微喇叭 小a
flare=0.6 : wide leg, wide legged, wideleg, wide cut leg | 阔腿 宽腿 阔脚
ease=0.0 : skin tight, skintight, body hugging, second skin, super tight, clingy, figure hugging, skinny, very tight, body con | 紧身 贴身 紧贴 紧身款 弹力紧身
ease=0.035 : fitted, slim, slim fit, tailored, close fitting, tight, snug, trim, form fitting, slim cut, nipped in, cinched, narrow cut | 修身 合体 收腰 显瘦 修身款 瘦版 紧致 修腰 掐腰
ease=0.10 : regular fit, regular, classic fit, standard fit, true to size | 合身 常规 标准版 正常版型 标准
ease=0.16 : relaxed, comfy, easy fit, comfortable, relaxed fit | 舒适 休闲版
ease=0.20 : loose, baggy, roomy, loose fit, slouchy, boxy, generous, loosely cut, loose fitting | 宽松 宽大 肥大 松垮 宽松款 宽松版 慵懒 松身
ease=0.30 : oversize, oversized, over sized, huge, extra loose, very baggy, super baggy, very loose, super loose | 超大 特大 廓形 超宽松 特别宽松 很宽松 oversize oversized os版 非常宽松
thickness=thick : thick, chunky, heavy, heavyweight, warm, padded, quilted, heavy knit, cosy, cozy, winter | 加厚 厚实 厚款 厚 粗线 保暖 粗针 厚重 粗针织 厚的 粗棒针 粗毛线 夹棉 加绒
thickness=thin : thin, lightweight, sheer, airy, light weight, fine knit, gauzy, floaty, fine gauge | 薄款 轻薄 薄 单薄 薄的 透气 细针织 薄薄 薄纱
stretch=0.25 : stretchy, stretch, elastic, elasticated | 弹力 有弹性 弹性 高弹
bend=4.0 : stiff, structured, crisp, rigid | 硬挺 挺括 有型
bend=0.4 : drapey, fluid, soft | 垂感 柔软 垂坠 软糯
"""

CLOTH: Final = """
fabric=cotton : cotton, poplin, canvas, twill, flannel, corduroy, velvet, oxford cloth, chambray, cotton made | 棉 纯棉 全棉 棉质 棉布 帆布 灯芯绒 丝绒 天鹅绒 法兰绒 绒面 棉的
fabric=jersey : jersey, modal, spandex, lycra | 莫代尔 汗布 针织棉
fabric=denim : denim | 牛仔 丹宁 牛仔布
fabric=knit pattern=knit pattern_m=0.012 : knit, knitted, cable knit, ribbed, rib knit, ribbed knit, crochet | 针织 毛线 粗针织 麻花 坑条 罗纹 细针织
fabric=wool : wool, woollen, woolen, tweed, cashmere, merino, mohair, felt, lambswool | 羊毛 毛呢 羊绒 呢子 呢 呢料 山羊绒 粗花呢 羊毛呢
fabric=silk : silk, satin, silky, chiffon, organza, satiny, tulle | 真丝 丝绸 缎面 绸缎 雪纺 丝质 丝 缎 桑蚕丝 绸 醋酸
fabric=linen : linen, flax, hemp | 亚麻 棉麻 麻 麻料
fabric=leather : leather, suede, pu, leathery, suede look leather, faux leather, fake leather, vegan leather, nappa | 皮 皮革 真皮 皮质 麂皮 仿皮 pu皮 皮的 羊皮 牛皮
fabric=fleece : fleece, terry, sherpa, teddy, french terry, fleecy, polar fleece | 抓绒 摇粒绒 毛圈 羊羔毛 绒 毛绒 羊羔绒 泰迪绒
pattern=stripes pattern_m=0.03 : stripe, striped, stripy, stripey, breton stripe, striping | 条纹 横条纹 竖条纹 条子 间条 横条 竖条 条纹款
pattern=stripes pattern_m=0.008 : pinstripe, pinstriped, pin stripe, hairline stripe, pin striped | 细条纹 细竖条 细条 细竖条纹 针条纹 细横条纹 窄条纹 细细的条纹
pattern=stripes pattern_m=0.08 : wide stripe, broad stripe, bold stripe, wide striped, thick stripe, block stripe, rugby stripe | 宽条纹 粗条纹 宽条 大条纹 粗条
pattern=plaid pattern_m=0.11 : plaid, tartan, check, checked, checkered, checkerboard, buffalo check, chequered, checkered pattern, checker | 格子 格纹 方格 苏格兰格 格 棋盘格 格子纹 英伦格
pattern=plaid pattern_m=0.02 : gingham, houndstooth, small check, fine check, dogtooth, tattersall, tiny check, micro check | 细格纹 细格子 小格子 千鸟格 细格 小格纹 小方格
pattern=plaid pattern_m=0.20 : big check, large check, windowpane, wide check, oversized check | 大格子 大格纹 大格 大方格
pattern=dots pattern_m=0.045 : polka dot, dot, dotted, spot, spotted, polka, polkadot, polka dotted, spotty, dotty | 波点 圆点 点点 波尔卡 圆点点 波点图案 斑点
pattern=dots pattern_m=0.02 : pin dot, small dot, tiny dot, small polka dot, tiny polka dot, pindot, micro dot, little dot | 小波点 小圆点 细点 小点点 小点 碎点
pattern=dots pattern_m=0.09 : big dot, large dot, big polka dot, large polka dot, huge dot | 大波点 大圆点 大点点
pattern=plain : plain, solid, solid color, solid colour, unpatterned, one color, one colour, single color, no pattern, without pattern | 纯色 素色 单色 净色 素面 无花纹 不要花纹 没有花纹 无图案 不要图案 没有图案
"""

CHANGES: Final = """
dim=long+ : longer, lengthen, extend | 加长 放长 变长 更长 拉长
dim=long- : shorter, shorten | 缩短 变短 更短 改短 剪短
dim=long+ flat=1 : long, length | 长
dim=long- flat=1 : short | 短
dim=wide+ : wider, widen, broader | 加宽 变宽 更宽 放宽
dim=wide- : narrower, narrow, skinnier, slimmer | 变窄 更窄 收窄 改窄
dim=wide+ flat=1 : wide, broad | 宽
dim=wide- flat=1 : | 窄 瘦
dim=loose+ : looser, loosen, roomier, baggier, more room, more roomy, let out, let it out | 放松 变松 松 肥 更松 更宽松
dim=loose- : tighter, tighten, take in, take it in, closer fitting, snugger, closer | 收紧 变紧 紧 更紧 更修身 合体
dim=big+ : bigger, larger, enlarge | 放大 变大 加大 更大
dim=big- : smaller, finer, tinier | 缩小 变小 更小
dim=big+ flat=1 : big, large, bold | 大
dim=big- flat=1 : small, tiny, little, fine | 小 细
dim=high+ : higher, raise, lift | 提高 抬高 更高 调高 升高
dim=high- : lower | 降低 放低 更低 调低
dim=high+ flat=1 : high | 高
dim=high- flat=1 : low | 低
dim=thick+ : thicker, heavier, warmer, chunkier, cosier, cozier, bulkier | 更厚 变厚 厚 暖和 更暖和
dim=thick- : thinner, airier, cooler | 更薄 变薄 薄 轻薄 凉快 更轻薄
dim=thick+ flat=1 : | 粗
dim=flare+ : fuller, swingier, flarier | 更蓬
dim=flare- : straighter | 更直
dim=stretch+ : stretchier
dim=bend+ : stiffer, crisper | 更挺 挺
dim=bend- : softer | 更软 软
shade=+ : light, pale, pastel, lighter, paler, brighter, soft, baby, powder, washed, faded, bleached, light wash, light washed | 浅 淡 浅色 亮 嫩 淡淡 亮色
shade=- : dark, deep, darker, deeper, midnight, dark wash, raw, dark washed | 深 暗 深色 暗色
part=sleeve : sleeve, arm | 袖子 袖 袖长 衣袖
part=hem : hem, hemline, length | 下摆 衣长 裙长 裤长 长度 底边 衣摆 身长
part=skirt : | 裙摆 摆 摆子
part=waist : waist, waistband, rise, waistline | 腰 腰线 腰部 裤腰 腰身 腰头
part=neck : neck, neckline | 领口
part=leg : leg, pant leg, trouser leg, leg opening, ankle opening | 裤腿 裤脚 裤管 腿部
part=body : body, torso, fit, size, cut | 衣身 版型 身体 整体 尺寸
part=cloth : fabric, material, cloth | 面料 布料 料子 材质 厚度
part=shade : color, colour, shade, tone | 颜色 色
cue=not : no, not, without, dont want, do not want, remove, lose, get rid of, rid of, minus, rather than, instead of, dont, doesnt, isnt, ditch, take off, take out, take away, cut off, drop, delete, nix, skip, hate, wo, do without, never, neither, nor, loose the | 不要 不想要 没有 没 无 不带 去掉 去除 取消 拿掉 不 别 别要 删掉 不用 不需要 除去 不是 去了 脱掉 剪掉 摘掉 拆掉 不想 非 别带 删除 移除 卸掉 省去
cue=off : off, gone, removed, away
cue=bit : a bit, a little, slightly, a touch, somewhat, a tad, tad, bit, a little bit, touch, just a bit, smidge, half an inch, a hair, a little more, a bit more | 一点 一些 些 一点点 点 稍微 略 稍 一丢丢 点儿 一点儿 略微 一丁点 稍稍
cue=big : much, a lot, lots, far, way, loads, considerably, a good deal, much more, a lot more, way more, plenty | 很多 多 得多 好多 不少 大幅 许多 一大截 多一些
cue=very : very, really, super, extra, extremely, so, quite | 很 非常 特别 超 特 超级 挺 极
cue=more : more, even more | 再 更 更加 再更 还要 多点 多一点
cue=less : less, not so, not as, reduce, fewer, not that | 少 不那么 没那么 减少 减 少点 少一点 不要那么 别那么
cue=too : too, overly | 太 过于 过分
cue=lacking : not enough, isnt enough | 不够
cue=with : with, has, having, featuring, in a print of, add, and has, covered in, plus, give it, put, got | 带 有 配 加 带有 配上 加上 印着 加个 印有 配有 搭 点缀 加点 添加 印
cue=on : on, against, on top of, over |
cue=ground : background, ground, base | 底 底色 打底色 底子
cue=of : | 的
cue=or : or, and | 和 或 或者 与 跟 及 以及 也
cue=into : into a, turn it into a, make it a, change it to a, as a, turn it into, into an, turn into a, change to a, swap it for a, into, make it an, turn this into a | 换成 改成 变成 做成 改为 变为 改做 换为
 : not sure, no problem, no idea, not only, why not, not bad, no matter, i dont know, no worries, short notice, long time, as long as, before long, no longer, in short, on top, go on, come on, try on, put on, i have on, spot on, on sale, based on, something like, over there, all over, something to wear over, on the long side, light up, well made, over it, no rush | 有没有 能不能 要不要 是不是 好不好 可不可以 不错 不知道 不过 不好意思 会不会 对不对 不如 差不多 不管 大概 大家 大约 小姐 小姐姐 长得 一条 这条 那条 两条 有点 有一点 多少 条 小个子 大码 皮肤 黑白灰 好看 高端 高级 高级感 无所谓 是否 一下 不对称 小众 大学 小朋友 面试 身高 面向 棉花糖 高中 年底 到底 金额 丝巾 大气 大方 大人 不仅 不止 不但 特别的 长得好看 深圳 短信 长期 时长 长辈 成长 细节 小心 老师 小时 大小 无论 不一样 没事 没关系 没问题 不行 没什么 不客气 不喜欢
"""
