"""What sets a product apart, told in many ways: "no iron", "never wrinkles", 免烫, 不用熨.

One line is one trait: ``token : English forms, by comma | Chinese forms by space``. An English form is
stems in their order, with at most `BETWEEN` other words from one to the next; a Chinese one is a run of
signs, where ``..`` stands for at most `SIGNS_BETWEEN` others. Forms are what shops and shoppers say;
a trait is searched as a word of its own, in texts of either language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sessions.encoding.concepts import stem

BETWEEN: Final = 3
SIGNS_BETWEEN: Final = 4

TRAITS: Final = """
reflective : reflective, reflect light, visible night, visible dark, seen night, seen dark, car see, driver see, hi vis, high visibility | 反光 夜跑 夜里..看见 晚上..看见 夜间..可见 夜间..醒目
luminous : glow, luminous, readable dark, read dark, lume, light up dark | 夜光 发光 荧光 黑暗中..看清 暗处..看
no_iron : no iron, non iron, never iron, not iron, without iron, iron free, wrinkle free, wrinkle resistant, no wrinkle, not wrinkle, crease free, crease resistant, not crease, crumple free, not crumple | 免烫 免熨 不用熨 不用烫 不皱 抗皱 防皱 不起皱 晾干就..穿
packable : packable, pack small, pack away, fold away, fold into pocket, fold into bag, fold small, roll up, collapsible, foldable, fold flat, fold up, folding, fold | 可折叠 折叠 可收纳 收纳成 便携 卷起来 叠起来 收进 能叠 叠小
slimming : slimming, look slim, look thin, flattering, leg look long, long leg, look long, lengthen leg, hide belly, hide tummy, tummy control, slim waist | 显瘦 显高 显腿长 显腿细 拉长..腿 遮肚 收腹 藏肉 遮肉 腿短
opaque : opaque, not see through, not transparent, squat proof, non sheer, not sheer, not show through, fully lined | 不透 防透 不透明 不透光 深蹲不透
nursing : nursing, breastfeed, breastfeeding, feed baby, lactation | 哺乳 喂奶 母乳
maternity : maternity, pregnant, pregnancy, bump, expecting | 孕妇 怀孕 孕期 大肚子
removable_lining : removable liner, removable lining, detachable lining, detachable liner, liner take out, lining take out, liner zip out, zip out lining, inner layer remove, removable inner | 可拆内胆 可拆卸内胆 内胆可拆 内胆..拆 内里..拆 两穿 三穿
removable_hood : removable hood, detachable hood, hood come off, hood take off, hood zip off | 可拆帽 帽子可拆 帽..可拆
inner_pockets : inner pocket, inside pocket, pocket inside, hidden pocket, interior pocket, secret pocket | 内袋 内兜 暗袋 暗兜 里面..口袋 里面..兜
big_pockets : big pocket, large pocket, deep pocket, pocket fit tablet, pocket ipad, tablet pocket | 大口袋 大兜 口袋大 口袋深 兜..平板 兜..ipad
pockets : with pocket, has pocket, side pocket | 有口袋 带口袋 有兜 带兜
stretch : stretch, stretchy, elastic, elastane, give, four way stretch | 弹力 有弹性 弹性 高弹 四面弹
elastic_waist : elastic waist, elasticated waist, drawstring waist, stretch waist, pull on waist, comfortable sit belly, waist give | 松紧腰 弹力腰 腰..松紧 抽绳腰 不勒肚子 肚子不难受 坐下..不勒
thermal : thermal, fleece lined, insulated, brushed inside, warm winter, keep warm, extra warm, heat retain | 加绒 加厚 保暖 抗寒 防寒 御寒 暖和
cooling : cooling, cool touch, breathable, airy, ventilate, ventilated, not stuffy, let air, moisture wick, sweat wick, quick dry, dry fast, dry quick | 透气 凉感 冰丝 凉爽 吸汗 排汗 速干 快干 不闷 干得快
waterproof : waterproof, water proof, water resistant, water repellent, rainproof, rain proof, keep dry, survive rain, repel water, in rain, splash proof | 防水 防雨 防泼水 拒水 不怕雨 淋雨 下雨
windproof : windproof, wind proof, block wind, stop wind, keep wind out | 防风 挡风 不透风
uv : uv, sun protection, sun protective, upf, spf, block sun, sunburn, shield from sun | 防晒 防紫外线 遮阳 抗uv
stain : stain resistant, stain proof, stain, spill, wipe clean, wipe off, wipes clean, wash off, easy clean, dirt repellent, spot free | 防污 耐脏 抗污 易清洁 一擦就净 好擦 擦干净 污渍 易打理
washable : machine washable, machine wash, washable, wash machine, in laundry, washing machine, cover come off, removable cover, take cover off | 可机洗 机洗 可水洗 可洗 能洗 洗衣机 可拆洗 拆洗 套子..拆
anti_odour : odour, odor, smell, antibacterial, anti bacterial, not smell, freshness | 防臭 除臭 抗菌 抑菌 没味道 不臭
hypoallergenic : hypoallergenic, allergy, sensitive skin, no itch, not itch, not scratchy, soft skin, gentle skin | 亲肤 不扎 敏感肌 防过敏 不刺激 不痒 裸感
nickel_free : nickel free, allergic metal, skin safe metal | 无镍 防敏金属
anti_pill : anti pilling, not pill, no pill, pilling resistant, bobble free | 抗起球 不起球 不易起球
no_shed : not shed, no shed, lint free, shed free, not lose hair | 不掉毛 不掉绒 不沾毛 不粘毛
pet : pet hair, cat scratch, claw, scratch resistant, pet friendly, dog proof, cat proof | 防猫抓 猫抓 耐抓 宠物 耐刮 防刮
anti_static : anti static, static free, not cling | 防静电 抗静电
adjustable : adjustable, adjust, tighten, fine tune, height adjust | 可调 可调节 调节 可升降 升降
no_holes : no hole, ratchet, stepless, automatic buckle, any width, auto buckle, click buckle | 无孔 自动扣 无级调节 不用打孔 任意松紧
reversible : reversible, both side wear, turn inside out, two side, double sided | 双面 正反..穿 两面穿 反过来
convertible : convertible, two way, carry way, strap change, wear several way, 2 in 1, two in one, turn into, convert | 两用 多用 一衣多穿 多背 变身 二合一 可变
vegan : vegan, no animal, animal free, cruelty free, faux, fake fur, plant based | 素食 纯素 环保皮 人造毛 仿皮草 无动物
recycled : recycled, recycle, eco, sustainable, organic, upcycled, reclaimed | 再生 回收 环保 可持续 有机
handmade : handmade, hand made, handcrafted, hand woven, artisan, hand knit, hand sewn | 手工 手作 手编 手织 纯手工
wide_fit : wide fit, wide foot, wide feet, broad feet, roomy toe, wide toe, bunion | 宽脚 脚宽 宽楦 脚胖 大脚骨 拇外翻
flat_feet : flat feet, flat foot, arch support, fallen arch, arch, overpronation, insole support | 扁平足 平足 足弓 足弓支撑 支撑足弓
no_blister : blister, not rub, no rub, sore heel, heel rub, soft heel, not chafe, padded heel, no chafing, padded collar | 不磨脚 防磨 不打脚 磨破 后跟软 软后跟 不起泡
non_slip : non slip, slip resistant, anti slip, not slip, grip, not slide, stay put, rubber back, wet floor, icy | 防滑 不打滑 抓地 止滑 不滑 底纹 湿滑
no_lace : slip on, no lace, lace free, laceless, without lace, hands free shoe, step in, no tie, without tying, slip into, easy on | 一脚蹬 免系带 不用系鞋带 懒人鞋 无鞋带 免弯腰
taller : taller, height increase, hidden heel, elevator, lift sole, add height, thick sole, platform | 增高 内增高 显高 厚底 隐形增高
cushion : cushion, shock absorb, bouncy, springy, soft sole, foam sole, all day stand, stand all day, on feet all day | 缓震 减震 软底 回弹 站一天 久站 踩屎感
carbon : carbon plate, marathon, racing, propulsion, 42 kilometre, carbon | 碳板 马拉松 竞速 推进
insole_out : removable insole, removable footbed, insole take out, orthotic, orthopaedic, orthopedic, footbed out | 鞋垫可取 可换鞋垫 鞋垫..拆 矫形鞋垫
quiet : quiet, silent, noiseless, no noise, not rattle, whisper, soundless | 静音 无声 没声音 不响 安静 不吵
quiet_wheels : silent wheel, quiet wheel, smooth wheel, spinner wheel, wheel not rattle, 360 wheel | 静音轮 万向轮 轮子..静
expand : expandable, expand, get bigger, extra space, grow bigger, zip expand | 可扩容 扩容 可加大 能变大 扩展层
anti_theft : anti theft, pickpocket, thief, theft proof, slash proof, hidden zip, lockable zip, rfid, secure pocket | 防盗 防偷 防割 防小偷 防刷 暗拉链
laptop : laptop, notebook computer, computer sleeve, macbook, 15 inch, padded sleeve | 电脑 笔记本电脑 放电脑 电脑隔层
stands_up : stand up itself, stand on its own, stay upright, remain upright, stand upright, feet base, not fall over, self stand | 能立住 自己站 不倒 立得住 底钉
tracker : tracker, airtag, find lost, locate, gps, tag pocket, never lose | 防丢 定位 追踪 找得到 airtag
strap : crossbody strap, long strap, shoulder strap, detachable strap, hands free bag | 长肩带 可拆肩带 斜挎带 肩带..拆
lightweight : lightweight, light weight, feather light, weigh nothing, ultralight, barely weigh, not heavy | 轻便 超轻 轻量 很轻 不重 轻如
polarised : polarised, polarized, glare, reflection, glare free, anti glare | 偏光 防眩 去眩光 反光刺眼 防反光
photochromic : photochromic, darken in sun, change colour light, transition lens, adapt light | 变色镜片 变色 感光 遇光变
blue_light : blue light, screen glasses, computer glasses, blue blocking, screen strain | 防蓝光 蓝光 看电脑..眼
fog : fog, anti fog, mist up, steam up, fogging | 防雾 起雾 不起雾 哈气
over_glasses : over glasses, on top glasses, over prescription, fit over, clip on, over spectacles | 套镜 近视..戴 眼镜外 夹片 套在..眼镜
bends : flexible frame, bend, unbreakable, memory metal, sat on, hard break, flex hinge, titanium | 记忆金属 掰不断 压不坏 柔韧 可弯 坐坏 钛架
nose : nose pad, nose dent, no mark nose, soft nose, not pinch nose, bridge pad, adjustable nose | 鼻托 不压鼻 鼻梁..印 气垫鼻托 不压鼻梁
chin_cord : chin strap, chin cord, wind strap, stay on wind, not blow away, drawcord hat | 防风绳 帽绳 下巴..绳 不会被风吹 吹不走 系带帽
touch : touchscreen, touch screen, phone finger, use phone with, smartphone glove | 触屏 玩手机 触摸屏 可触屏
self_winding : automatic watch, self winding, no battery, battery free, mechanical, without battery, solar powered, kinetic | 自动机械 机械表 不用电池 免电池 太阳能 光动能 自动上链
storm : storm proof, storm, hurricane, windproof umbrella, strong wind, double canopy, reinforced rib, not turn inside | 抗风 台风 大风 暴风 不翻 加固伞骨 双层伞面
two_people : two people, for two, share, couple size, double size, fit both, extra wide canopy | 双人 两个人 情侣..撑 够两人 一起撑 加大伞面
auto_open : auto open, automatic open, one button, one hand open, push button | 自动开 一键 单手开 全自动
no_flicker : flicker free, no flicker, eye care, easy eye, protect eye, eye friendly, study lamp, pupil eye | 无频闪 护眼 不伤眼 不闪 读写台灯
dimmable : dimmable, dim, brightness adjust, dimmer, warm cold light, colour temperature | 可调光 调亮度 调光 明暗..调 色温
rechargeable : rechargeable, cordless, usb charge, battery powered, wireless lamp, no plug | 充电 无线 usb 不用插电 免插电
remote : remote, app control, voice control, smart home, alexa, control phone | 遥控 语音控制 智能 手机控制 天猫精灵
recline : recline, recliner, lie back, leg rest, footrest, lean back, tilt back | 可躺 躺椅 后仰 脚托 搁脚 放平
rocks : rocking, rock, rock baby, calm infant, sway, glider | 摇椅 摇晃 摇摆 哄睡 哄娃
swivels : swivel, turn around chair, rotate seat, spin chair | 旋转 转椅 可转
lumbar : lumbar, back pain, back support, bad back, ergonomic, sore back, spine | 护腰 腰托 腰疼 人体工学 腰靠 腰不好 撑腰
headrest : headrest, head rest, neck support, neck pillow, sore neck | 头枕 靠头 颈枕 颈椎 护颈
sleeps : sofa bed, sleeper, sleep on, overnight guest, visitor sleep, pull out bed, turn into bed, guest bed, convert bed | 沙发床 可睡 能睡 变床 拉出来..床 客人..睡 留宿 当床
storage : storage, store inside, lift up storage, drawer under, hidden storage, keep thing inside | 储物 收纳 带抽屉 床下..放 可储物 箱体
extends : extend, extendable, extension leaf, become longer, expandable table, pull out table, get longer, grow longer, seat more | 可伸缩 伸缩 加长 拉长 变大..桌 延长 可延展
child_safe : child safe, baby safe, safe baby, rounded corner, no sharp, soft edge, toddler, round edge, rounded edge | 圆角 防撞 儿童安全 磕碰 没有尖角 宝宝安全 防磕
tip_over : anti tip, tip over, wall fix, wall anchor, fix wall, not topple | 防倾倒 固定在墙 防倒 靠墙固定
heavy : heavy duty, heavy load, hold heavy, strong enough, load bearing, sturdy shelf, bear weight, carry weight, 100 kg, thick board | 承重 加厚板 压不弯 结实..重 承受 载重 扛得住
no_tools : no tool, tool free, easy assemble, no screw, click together, assemble minute, without tool, no assembly | 免安装 免工具 不用螺丝 好装 快装 免组装
small_space : small space, small flat, small room, tiny apartment, compact, space saving, save space, narrow, slim design, corner | 小户型 省空间 不占地方 窄 迷你 省地方 小房间
weighted : weighted, heavy blanket, insomnia, anxiety, sleep deeper, calm sleep | 重力 加重 失眠 助眠 安神 睡不着
heated : heated, electric heat, warm up plug, heating | 电热 加热 发热 电暖
blackout : blackout, block light, dark room, darken room, light proof | 遮光 全遮光 挡光 不透光..窗
noise : sound proof, soundproof, absorb sound, block noise, noise reduce | 隔音 吸音 降噪
makeup_light : lit mirror, led mirror, makeup light, lighted mirror, light around, lit all round, make up lit, vanity light | 补光 带灯 化妆灯 led 灯镜 打光
magnify : magnify, magnifying, enlarge face, zoom mirror | 放大镜 放大
shatterproof : shatterproof, shatter proof, not shatter, tempered glass, safety glass, break safe, explosion proof | 防爆 钢化 防碎 不易碎
scratch_proof : scratch proof, scratch resistant, sapphire, not scratch, hard glass | 耐刮 防刮花 蓝宝石 不易刮
dishwasher : dishwasher, dish washer safe | 洗碗机
microwave : microwave, microwave safe, heat up food | 微波炉
leakproof : leakproof, leak proof, not leak, spill proof, no leak, sealed | 防漏 不漏 密封 不洒
keeps_hot : keep hot, keep cold, vacuum, thermos, insulated bottle, stay hot | 保温 保冷 真空
thornproof : thick skin, durable, hard wearing, rugged, tough, last year, long lasting, reinforced | 耐磨 耐穿 耐用 结实 加固 耐造
neck_free : not hang neck, no neck strap, cross back, off neck, neck free, shoulder strap apron, no pressure neck | 不勒脖子 不挂脖 交叉背带 不压脖子 h型肩带 背带式
thumb_holes : thumb hole, cover hand, thumb loop | 拇指孔 指洞 护手
two_way_zip : two way zip, double zip, zip both end, zip from below | 双向拉链 双头拉链 两头拉
hidden_buttons : hidden button, no gap bust, gape, not gape, anti gape | 防走光 不崩扣 暗扣 不豁口
long_sleeve_thumb : extra long, tall people, tall fit, long leg version, for tall | 加长版 高个子 长身 高个
petite : petite, short people, for short, small frame, short leg | 小个子 矮个 娇小
plus : plus size, curvy, big size, fuller figure, large women, large men | 大码 加肥 胖 微胖 宽大版
convert_sleeve : sleeve zip off, removable sleeve, detachable sleeve, roll up sleeve | 袖子可拆 可拆袖 卷袖
adaptive : wheelchair, one hand dress, magnetic button, easy dress, arthritis, disabled, adaptive | 轮椅 磁扣 单手穿 行动不便 易穿脱 关节炎
school_uniform : name tag, name label, write name | 姓名贴 名字标
"""

_GAP: Final = rf"[\u3400-\u9fffa-z0-9]{{0,{SIGNS_BETWEEN}}}"


def _read() -> tuple[
    dict[str, list[tuple[tuple[str, ...], str]]], list[tuple[re.Pattern[str], str]]
]:
    words: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    signs: list[tuple[re.Pattern[str], str]] = []
    for line in TRAITS.strip().splitlines():
        token, _, forms = line.partition(" : ")
        english, _, chinese = forms.partition(" | ")
        for form in english.split(", "):
            stems = tuple(stem(word) for word in form.split())
            words.setdefault(stems[0], []).append((stems, token))
        runs = [re.escape(run).replace(r"\.\.", _GAP) for run in chinese.split()]
        signs.append((re.compile("|".join(runs)), token))
    return words, signs


_WORDS, _SIGNS = _read()
_SAME: Final = {"cannot": "not", "never": "not", "don": "not", "doesn": "not", "won": "not", "isn": "not",
                "aren": "not", "didn": "not", "t": "", "s": "", "without": "without"}  # fmt: skip


def traits(text: str, said: list[str]) -> Iterator[str]:
    """The traits told in a text, each once.

    Args:
        text: normalised (NFKC, lower case).
        said: its words of spaced scripts, stemmed.
    """
    plain = [word for word in (_SAME.get(word, word) for word in said) if word]
    found = dict.fromkeys(
        token
        for at, word in enumerate(plain)
        for stems, token in _WORDS.get(word, ())
        if _follows(plain, at, stems)
    )
    found |= dict.fromkeys(token for pattern, token in _SIGNS if pattern.search(text))
    yield from found


def _follows(said: list[str], at: int, stems: tuple[str, ...]) -> bool:
    """Whether the words of a form follow each other from place `at` on."""
    for word in stems[1:]:
        try:
            at = said.index(word, at + 1, at + 2 + BETWEEN)
        except ValueError:
            return False
    return True
