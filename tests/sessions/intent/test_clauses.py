from sessions.intent.clauses import MAX_CLAUSES, Wish, split, wishes


def by_word(table, two=0.9):
    def guess(text):
        act, score = next((v for k, v in table.items() if k in text), ("", 0.0))
        return Wish(act, score, text, two)

    return guess


def test_split():
    assert split("i like it, add it to my cart") == ["i like it", "add it to my cart"]
    assert split("加入购物车,然后结账") == ["加入购物车", "结账"]
    assert split("anything but black") == ["anything but black"]
    assert len(split("a, b, c, d, e, f")) == MAX_CLAUSES


def test_two_sure_wishes():
    guess = by_word({"like": ("like", 0.9), "add": ("cart.add", 0.9)})
    assert [w.act for w in wishes("i like it, add it", guess)] == ["like", "cart.add"]


def test_a_condition_is_not_a_wish_of_its_own():
    guess = by_word({"dress": ("search", 0.9), "under": ("refine", 0.9)})
    (wish,) = wishes("a dress, under 300", guess)
    assert wish == Wish("search", 0.9, "a dress, under 300", 0.9)


def test_yes_colours_the_wish():
    guess = by_word({"add": ("cart.add", 0.9), "yes": ("affirm", 0.9)})
    assert [w.act for w in wishes("yes, add it", guess)] == ["cart.add"]


def test_never_more_than_two():
    guess = by_word({"a": ("like", 0.9), "b": ("undo", 0.9), "c": ("drop", 0.9)})
    assert len(wishes("a, b, c", guess)) == 2


def test_one_wish_where_nothing_sounds_like_two():
    guess = by_word({"like": ("like", 0.9), "add": ("cart.add", 0.9)}, two=0.0)
    assert [w.act for w in wishes("i like it, add it", guess)] == ["like"]


def test_an_unlikely_part_is_no_wish():
    guess = by_word({"i like": ("like", 0.9), "add": ("cart.add", 0.001)}, two=0.3)
    assert [w.act for w in wishes("i like it, add it", guess)] == ["like"]


def test_two_wishes_are_cut_where_both_are_likeliest():
    table = {"cheap, add": ("cart.add", 0.5), "nice": ("like", 0.9), "add": ("cart.add", 0.9)}
    assert [w.text for w in wishes("nice, cheap, add it", by_word(table))][-1] == "add it"
    assert split("喜欢这个 帮我加车") == ["喜欢这个", "帮我加车"]
    assert split("那 个 键") == ["那 个 键"]
