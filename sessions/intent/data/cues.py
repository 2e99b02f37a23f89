"""Words that say what is wanted, as data: one line per notion, in two languages.

``notion : English forms, by comma | Chinese forms by space``. They carry no slot; the classifier
sees the notion beside the word, so that what it learned of `basket` holds for 购物车 too.
"""

CUES = """
cart : cart, basket, trolley, shopping bag, shopping cart, my bag, my order | 购物车 购物篮 车里 车子里 订单
tocart : into my cart, in my cart, to my cart, in the cart, to the cart, in the basket, to the basket, in my bag, to my bag, in my basket, in my trolley | 加购 加车 加进购物车 放购物车
outcart : from my cart, out of my cart, from the cart, out of the cart, from my basket, from the basket, out of the basket, out of my bag, from my order, out of my order | 移出购物车
pay : pay, checkout, check out, settle, bill, till, payment, ring up | 结账 结算 付款 付钱 支付 买单 下单 收银
buy : buy, purchase, take it, i'll take, i'll have, order it, sold | 买 要了 购买 就要 就它
total : total, altogether, owe, spending, so far, add up, sum | 总共 一共 合计 加起来 总价
wear : try on, try, wear, fitting room, put on, dress me, on me, my avatar, model, body | 试穿 试 穿上 上身 穿 戴上 试戴 试衣 套上 披上 模特
unwear : take off, undress, off me, off my, unequip, strip | 脱 脱掉 脱下 脱了 摘 摘掉 换下来 换下 卸下
turn : rotate, turn, spin, flip, twist, clockwise, counterclockwise, revolve | 转 旋转 翻 顺时针 逆时针 转动
side : other side, from behind, the back, the front, underneath | 背面 另一面 侧面 反面 正面 后面看
enlarge : bigger, enlarge, zoom in, scale up, magnify, larger, double, blow up, increase, grow | 放大 变大 大点 大一点 弄大 加倍 大些 拉近
shrink : smaller, shrink, zoom out, scale down, half, reduce, tinier | 缩小 变小 小点 小一点 弄小 一半 小些 拉远
bigsize : size up, bigger size, larger size, size bigger, size larger, next size up, too tight, too small | 大一码 大一号 大码 大号 太紧 紧 大两码 大半码
smallsize : size down, smaller size, size smaller, too loose, too big | 小一码 小一号 小号 小码 太松 太大了 松
size : size, sizes | 尺码 码数 码 号 尺寸
colour : colour, color, colours, shade, version | 颜色 色 色号
change : change, switch, swap, make it, turn it, set it, instead | 换 换成 改成 改 变成 变 换个
hold : pick up, hold, grab, hand me, pass me, give me, lift, reach | 拿起 拿着 拿 抓 递给 拿住 提起 抓住 递
drop : put down, put it down, let go, release, set down, put it back, put back, back on the shelf | 放下 放下来 松开 松手 放回 放回去 搁下 放手
place : put, place, position, set, stand, stick, leave it | 放 摆 搁 置 放在 摆在 放到 立
there : there, here, over there, corner, floor, wall, window, next to, beside, against | 那里 这里 那边 那儿 这儿 角落 地上 墙边 窗边 旁边 窗户 靠墙
go : take me, go to, walk, bring me, lead me, head, navigate, guide me, visit, where are, get to | 带我 去 走到 领我 导航 怎么走 在哪 逛 到
section : section, area, department, aisle, corner of the shop | 区 专区 区域 柜台 部
look : look, see, closer, details, detail, up close, inspect, zoom, information, tell me about, more about, describe, story | 看看 详情 介绍 近点 仔细 细看 讲讲 说说 详细 凑近 瞧瞧 打开
find : find, looking for, search, show me, need, want, i'm after, hunting, do you have, have you got, do you sell, any, carry, sell, shopping for | 找 想买 想要 有没有 看看 有什么 要买 搜 卖 来一 来件 来双 有吗
similar : similar, like this, like it, like that, like these, alike, along these lines, comparable, alternatives, same style, more of | 类似 相似 差不多 像 相近 同类 同款 一样的 这种
cheaper : cheaper, cheap, less expensive, affordable, budget, less money, lower price, bargain, pricey, expensive, afford, costs less | 便宜 实惠 平价 太贵 贵 划算 低价 买不起 省钱 更便宜
match : goes with, go with, match, matches, pair, outfit, complete the look, combine, wear with, complement, pairs with | 搭 配 搭配 一套 一身 配套
recommend : recommend, suggest, suggestions, recommendations, ideas, pick something, surprise, inspire, choose, suit me | 推荐 建议 灵感 适合我 挑 选 随便 帮我挑
trend : popular, trending, new arrivals, best selling, what's new | 流行 热门 新品 火 销量
compare : compare, comparison, difference, differ, different, side by side, versus, better, contrast | 对比 比较 区别 比一比 不同 哪个 差别 比比 哪双 哪件
good : like, love, beautiful, nice, great, gorgeous, pretty, lovely, perfect, awesome, amazing, cute, cool, adore, stylish, fan | 喜欢 好看 漂亮 不错 美 爱 赞 帅 酷 完美 中意 心水
bad : don't like, hate, ugly, awful, terrible, horrible, dislike, boring, hideous, yuck, not for me, never show | 不喜欢 讨厌 难看 丑 不好看 没兴趣 土 不适合 不感兴趣
stars : stars, star, rating, rate, score, out of five, points | 星 打分 评分 颗星 分 几星
sort : sort, order by, rank, arrange, first, highest, lowest, descending, ascending | 排序 排 从低到高 从高到低 排列 优先 前面 排前面
less : under, below, less than, at most, up to, no more than, between | 以内 以下 不超过 之内 最多 低于
only : only, just, without, not, no, but | 只要 只看 不要 别 除了
cost : how much, price, cost, costs | 多少钱 价格 什么价 价钱 卖多少
made : made of, made out of, made from, material, fabric, what is it made | 面料 材质 料子 什么做的 材料
stock : in stock, available, left, still have, have you still | 有货 还有 现货 库存 还剩
wash : wash, clean, washing, washable, dryer, machine | 洗 机洗 清洗 水洗 烘干 保养
maker : brand, maker, who makes, manufacturer, manufactured | 牌子 品牌 厂家 产地 生产
howbig : how big, how tall, how wide, how high, dimensions, how deep, weight, weigh | 多大 多高 多宽 多重 多深 多长
opinion : review, reviews, people say, people think, customers | 评价 评论 口碑 顾客
undo : undo, go back, revert, cancel, take back, reverse, restore, mistake, oops, step back | 撤销 撤回 退回 还原 恢复 取消 退一步 搞错 弄错 上一步 反悔
remove : remove, delete, get rid of, take out, don't want, no longer, clear, empty | 删 删掉 去掉 移除 拿掉 不要了 清空 拿出来 移走 不买
yes : yes, yeah, yep, sure, ok, okay, correct, exactly, right, fine, go ahead, sounds good | 是的 好的 对 嗯 行 可以 没问题 好
no : no, nope, nah, don't, never mind, not that, forget it | 不 不是 算了 不用 不对 别
repeat : repeat, say again, pardon, once more, come again, what did you say, again, one more time | 再说 重复 没听清 再讲 没听见 说什么
stop : stop, quiet, shut up, enough, silence, pause, hush, shush, mute, talking | 停 安静 闭嘴 够了 别说 打住 住口 别讲
help : help, how do i, how does this work, instructions, tutorial, what can i, what can you, commands | 帮助 怎么用 怎么操作 教我 会做什么 说明 功能 不会
human : human, person, agent, staff, customer service, representative, someone, employee, operator, manager, somebody | 人工 客服 真人 店员 导购 工作人员 经理
privacy : data, privacy, record, recording, recorded, personal information, tracking, stored, know about me, information | 数据 隐私 录音 个人信息 录 记录 信息 存
language : chinese, english, language, mandarin | 中文 英文 英语 普通话 语言 汉语
speak : speak, talk, say, switch to | 说 讲
hello : hello, hi, hey, good morning, good evening, good afternoon, howdy | 你好 您好 嗨 早上好 晚上好 下午好 哈喽
thanks : thanks, thank you, cheers | 谢谢 多谢 感谢 辛苦
bye : bye, goodbye, see you, good night, ciao | 再见 拜拜 回头见 下次见 晚安
point : the one, this one, that one, the first, the second, the third, the last, left one, right one, number | 那个 这个 第一个 第二个 第三个 最后一个 左边 右边 中间
both : both, all of them, these two, the two | 两个 都 全部 两件 两双 两款
world : weather, music, song, joke, news, flight, restaurant, alarm, timer, movie, president, capital, stock market, email, train, history, homework, taxi, pizza, bank, doctor, medicine, football, game, recipe, cook | 天气 音乐 歌 笑话 新闻 机票 饭店 餐厅 闹钟 电影 总统 首都 股市 邮件 高铁 作文 出租车 银行 医生 药 足球 球赛 比赛 菜 下雨 下雪
"""
