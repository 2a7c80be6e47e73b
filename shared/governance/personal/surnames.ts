/** The common surnames; together they are those of well over nine in ten people in China. */
const SINGLE =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗萧郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪季辛章鲁葛阮柳岳聂焦倪殷庄温芦耿翟古盛祝舒蓝骆卫蒲邢柴瞿梅左裴牛甘涂俞申欧凌霍齐樊项路詹关苗柯尤翁牟谷游管简鲍单翁华安包费伍庞穆符宫柏解冉宁支冷蔺车屈简';
const COMPOUND = [
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '司徒',
  '东方',
  '夏侯',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '端木',
  '南宫',
  '长孙',
  '宇文',
];

/** Characters that given names are made of. Words of every day are kept out by {@link WORDS}. */
const GIVEN =
  '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲建国华红玉志海燕晓春梅飞鹏鑫波斌莉丹宇浩凯健俊帆雪荣爱佳欣怡婷雨琳子涵梓轩睿泽博瑞思远成龙凤云香菊珍琴素莲冬秋林立民庆永生福贵德忠义诚礼智信仁孝廉家祥瑜颖倩婧媛嘉琪慧晨曦阳光旭东晖亮昊天宏伦航震振彬斌兵峰锋锐毅达友朋旺兴昌盛隆源清洁冰雁翠莎萍露梦瑶璐琦彤妍诗悦心语欢乐可儿宁安康泰和顺全利亚中正邦栋梁森木松柏炎焱煜灿煊烨淼涌润泉江河湖沛溪漫柔依琬芸蓉薇茜蕾萌蓝青绿紫丹朱墨君少卿仲叔伯季孟若如意之道承启继传世绍克耀宗祖先胜利凡卓越奇群英雄才俊贤良善敬哲培植坤乾元亨贞学新月星辰晶昱景琛珊琼瑾珂玮璇钰铭钧钊锦铁银金石岩岚岭川山峻嵘巍威武力勤劲行恒常敦厚朴实真纯婉娴雅洪治鸣啸翔羽飘风凌霄云雷电淑惠美娇媚妮姗娅婵嫣韵音歌舞书画棋诺言谦逊允升进步跃腾骏驰骁骞其展程鸿运吉喜来寿彦璟昕昀晟旻晗炜烁澜潇瀚涟漪沐沁汐鲲玥宸懿恩茵冠';

/** What looks like a name and is a word, a town or a company. */
const WORDS =
  '简洁 殷勤 尤其 包月 温泉 夏利 单程 车程 孟子 凌晨 安卓 常常 包子 费劲 路远 沈阳 武安 安庆 柯达 安娜 莫泰 雷柏 雷诺 路信 雷克 凌云 沈北 鞍山 高级 高端 高新 高峰 高山 高明 高度 高兴 安全 安心 安康 安宁 安静 安利 安德 安生 安道 安平 金华 金山 金石 金星 金银 金元 金江 金龙 金融 温州 温度 常州 常青 常德 常熟 常山 江西 江苏 江山 江南 江东 江门 江川 江阴 云南 海南 黄山 黄海 黄河 黄石 黄金 黄冈 华为 华东 华南 华北 华中 华山 华强 华润 华美 华文 华天 华夏 华宇 华星 华英 华丽 平安 和平 康泰 康宁 康美 康明 康复 石英 石家庄 石家 石林 白云 白山 白天 白金 方正 方可 方言 方才 方向 方案 方便 方法 文明 文学 文书 文思 文海 文山 文章 文安 时间 时代 成本 成都 成功 项目 车间 车险 管理 管道 关于 关心 关联 关键 解决 路由 路径 路演 路过 单元 单位 单子 万达 万元 万科 万一 万华 万里 万宁 马上 马云 马力 马达 于是 程序 程度 宁波 宁德 宁夏 武汉 武昌 武进 武力 武威 武装 苏州 徐州 许昌 许多 许可 郑州 龙岩 龙湖 龙华 龙江 洪山 洪湖 梅州 柳州 韦尔 贺州 雷达 雷电 古典 古代 盛大 盛世 盛兴 谷歌 夏天 夏季 秋天 左右 支持 支行 支付 支出 施工 施行 申通 申请 申江 牛奶 毛利 毛坯 简易 简单 简明 简历 简言 包装 包括 包含 费用 游泳 齐全 易达 易行 易用 严重 严格 严明 卫生 卫士 任何 任务 任意 余量 余额 何时 何况 何止 向来 向前 向上 周一 周二 周三 周四 周五 周六 周日 周末 周期 周边 周到 周山 章程 陆续 陆军 陆家嘴 范围 范例 温和 温江 冷静 冷凝 冷链 蓝天 蓝光 蓝图 蓝牙 田园 田林 丁字 石化 石材 石油 古城 季度 季节 史无 庄重 庄园 冬季 宁静 全国 郝然 江宁 金坛 孔子 庄子 季美 曾经 段落 钟点 叶子 雷锋 梁山 唐山 唐朝 汤臣 项城 余杭 萧山 乔木 龙门 龙泉 熊本 万象 万圣 林业 林区 林立 白银 白条 石墨 石岩 高铁 高智 高德 高远 高雅 高清 高鸿 安永 安信 安美 安东 安达 安如 申元 申华 易方 柏林 汉文 华安 华信 华纳 华泰 华兴 华明 华林 常见 常用 常平 常规 常年 常会 常识 鲁迅 解析 舒心 舒适 舒展 康佳 甘肃 文泰 文静'.split(
    ' ',
  );

const SINGLES: ReadonlySet<string> = new Set(SINGLE);
const COMPOUNDS: ReadonlySet<string> = new Set(COMPOUND);
const GIVENS: ReadonlySet<string> = new Set(GIVEN);
const NO_NAMES: ReadonlySet<string> = new Set(WORDS);

/** The length of the surname that stands at a place, 0 when none does. */
export function surnameAt(text: string, at: number): 0 | 1 | 2 {
  if (COMPOUNDS.has(text.slice(at, at + 2))) return 2;
  return SINGLES.has(text.charAt(at)) ? 1 : 0;
}

/** Whether a character is one that given names are often made of. */
export function isGiven(char: string): boolean {
  return GIVENS.has(char);
}

/** Whether a text is a word that looks like a name. */
export function isWord(text: string): boolean {
  return NO_NAMES.has(text);
}
