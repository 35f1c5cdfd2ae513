"""What a message does, where its build tells more than its words: who speaks to whom, asks, offers, announces.

The word lists of a pack name what people say; here are the kinds that no list holds, for they have numbers, names
or whole phrases in them. Each act stands for the cue that its words would have been. Chinese alone is looked at.
"""

from gridctl.core.later import later
from gridctl.core.pack_reading import Cue

_NUMBER = r"[\d一二两三四五六七八九十半几好整]+"
_NARROW = str.maketrans("，。；！？：", ",;;!?:")
"""Patterns without wide signs are made sooner, and a chat needs them all."""
_SOME = r"[^,;!?\n]"
_TIME = r"(?:多?个?(?:天|小时|钟头|礼拜|星期|月)|周|晚|夜|上午|下午|次|轮|回|遍|趟)"
_STAFF = (
    "社区|居委|物业|管家|网格|楼|组长|志愿|团长|主任|书记|领导|街道|门岗|保安|师傅|医|大白|小哥|站|警|委|办"
)

_TO_NEIGHBOUR = later(rf"^@(?!所有|全体|\S*(?:{_STAFF}))\S{{1,12}}\s")
_TO_STAFF = later(rf"@\S*(?:{_STAFF})|^(?:{_STAFF})\S{{0,3}}[, ]")
_TO_ALL = later(
    rf"^@?(?:所有人|全体|各[位楼单幢户]|亲爱的|大家(?:好|注意|记得|请))|请{_SOME}{{0,14}}(?:居民|业主|住户|家庭|人员|[\d一二三四五六七八九十][位名户])"
    rf"|请[将于]|请{_SOME}{{0,12}}\d[点:]?\d*之?前|(?:的|没有?做\S{{0,4}})(?:居民|业主|住户|人员)请|^今[日天晚][^,]{{1,8}}:|\d[:点]\d*\s?[-~—至到]\s?\S{{0,4}}\d"
)
_THANKS = later(
    r"^(?:@\S+\s)?(?:真的?|太|也|再次|非常|特别|得|真心|衷心|要|还是|[, ])*(?:谢|感谢|多谢|感恩|辛苦|多亏)\S{3}"
)
_SELLS = later(
    rf"\d{_SOME}?起[订送拼团批]|扣\s?\d|还?[差缺]\s?{_NUMBER}[份单人户件]|\d[元块](?!钱)|\d\.[5-9]\d?(?!度)|[一两\d][份箱件]起|\d\d\s?一[份箱盒组只包板筐斤]|[份箱盒组只板斤]\d\d"
)
_GIVES = later(
    rf"(?:[有缺要断]|需要|想要){_SOME}{{0,8}}的{_SOME}{{0,5}}(?:[找私加叫喊敲滴约问]我|私信|联系我|来拿|[说吱]一?声|举手|自取)|(?:谁家?|大家)有{_SOME}{{0,6}}[喊叫找]我|[下上]来拿(?!不)|需[要求]的(?:居民|邻居|住户|家庭|朋友|业主|人)"
)
_PROMISES = later(
    rf"我(?!们?的){_SOME}{{0,5}}[帮给替借送拿教陪匀带](?:你|您|他|她)|(?:楼上|上面|刚才|刚刚|前面)那[位个]"
)
_ASKS_WHO = later(
    rf"(?:谁|哪[位家个]|有没有(?:人|谁)?|有人|群里有){_SOME}{{0,8}}(?:[有能会借帮匀接]|带一?下|送一?[下点])(?!要|需)"
    rf"|有{_SOME}{{1,14}}[吗么嘛](?!要)"
)
_ASKS_DO = later(
    rf"(?:能不能|可不可以|能否|可否|可以|能|麻烦|请){_SOME}{{0,10}}[帮借送给来派接匀带看调办开换修拿收清配买取管劝挪催关]{_SOME}{{0,10}}"
    r"(?:[吗么嘛?]|一下|下吗|吧|行不行|好不好)"
)
_ASKS_NONE = later(rf"[有是]人?要{_SOME}{{0,4}}[吗么嘛]|[要需]{_SOME}{{0,4}}的?[吗么嘛]")
_WONDERS = later(
    rf"几[点号幢栋轮]|哪[几个]?[幢栋]|还是按|是{_SOME}{{1,7}}还是|(?:阳性?|结果|通知|核酸|抗原|解封|确诊|快递|团购|新增|上班|营业|开门|发菜){_SOME}{{0,4}}(?:[吗么嘛?]|没有?$)"
    rf"|有{_SOME}{{0,10}}(?:电话|号码|链接|二维码|微信|联系方式)|有人知道|谁(?:知道|了解|清楚)|[开热冷出](?:了|门)?吗|怎么[吃炒煮烧用]|电话(?:号码)?(?:是|多少)|多少[度号钱斤]"
)
_WAITS = later(
    r"(?:人|菜|药|车|水|电|东西|师傅|救护车)呢[?!]*$|"
    rf"(?:{_NUMBER}|第{_NUMBER}){_TIME}了?,*{_SOME}{{0,8}}(?:没|不(?!错|用)|无)|(?:没|不){_SOME}{{0,6}}{_NUMBER}{_TIME}了"
    r"|(?:什么|啥|几)时候(?:能|才|来|可以|给)*(?:[清修管铲抽拆换补派运]|处理|解决|安排|轮到|恢复供)"
)
_LEFT = later(
    rf"(?:最后|[仅只就]剩?下?有?|[只不]够|撑到?){_SOME}{{0,3}}{_NUMBER}[颗片粒支天顿包勺口瓶个袋根块点盒罐斤针桶卷]|[明后]天就?[要会]?[断没]"
)
_ADVISES = later(r"[要得]冷藏|饭[前后]吃|(?:别|不要)\S{0,3}(?:放|冷冻|吃|喝|晒|碰|混)(?![了我])")
_GOT = later(
    r"(?:已经?|都)[有被]\S{0,6}[送借给拿帮]\S{0,3}了|不缺了|别再?送了|不用再?[送借找买]|"
    r"(?<![没未不都])(?<!没有)(?:[领拿收买借配]到|抢到|刚领完|用上)\S{0,5}了(?![吗么没])"
)
_PRAISES = later(
    r"[真太好很挺]的?(?:好(?![多几])|棒|美|香|甜|可爱|厉害|热闹|漂亮|新鲜|开心|高兴|暖|舒服)(?:$|[,;!啊呀的了])|好[吃看听玩](?!的)|不错"
)
_NEWS = later(r"(?<![你您])说(?:今|明|后|下[周午]|晚上|马上|已经?|在[修处抢]|可以|要做|零件|师傅)")


def acts_in(text: str) -> frozenset[Cue]:
    """Return the cues that the build of a message stands for."""
    if not any("\u4e00" <= sign <= "\u9fff" for sign in text):
        return frozenset()
    text = text.translate(_NARROW)
    found = {cue for cue, pattern in _ACTS if pattern.search(text)}
    if _asks(text):
        found.add(Cue.DEMANDS)
    return frozenset(found)


def to_staff(text: str) -> bool:
    """Tell whether somebody of the staff is spoken to: 楼长, @物业."""
    return bool(_TO_STAFF.search(text.translate(_NARROW)))


def _asks(text: str) -> bool:
    """Tell whether people are asked for something, and not for an answer only."""
    if _ASKS_DO.search(text):
        return True
    return bool(_ASKS_WHO.search(text)) and not _ASKS_NONE.search(text) and not _WONDERS.search(text)


_ACTS = (
    (Cue.OFFERS, _TO_NEIGHBOUR),
    (Cue.OFFERS, _GIVES),
    (Cue.OFFERS, _PROMISES),
    (Cue.NOTICES, _TO_ALL),
    (Cue.CHATTER, _ADVISES),
    (Cue.CHATTER, _PRAISES),
    (Cue.ENDED, _GOT),
    (Cue.ENDED, _THANKS),
    (Cue.ADVERTS, _SELLS),
    (Cue.QUESTIONS, _WONDERS),
    (Cue.PAST, _NEWS),
    (Cue.DEMANDS, _WAITS),
    (Cue.LACKS, _LEFT),
)
