/** The invented company and its market: teams, products, regions, industries. All names are made up. */

export type Region = '华东' | '华南' | '华北' | '华中' | '西南';
export type Segment = '战略客户' | '重点客户' | '普通客户';
export type Role =
  | 'engineer'
  | 'purchasing'
  | 'finance'
  | 'it'
  | 'clinical'
  | 'executive'
  | 'other';
export type Market = 'factory' | 'medical';

export const TEAMS: readonly {
  region: Region;
  team: string;
  people: number;
  cities: readonly string[];
}[] = [
  {
    region: '华东',
    team: '华东销售一部',
    people: 6,
    cities: ['上海', '苏州', '杭州', '宁波', '合肥', '无锡'],
  },
  {
    region: '华南',
    team: '华南销售部',
    people: 5,
    cities: ['深圳', '广州', '东莞', '佛山', '厦门'],
  },
  {
    region: '华北',
    team: '华北销售部',
    people: 5,
    cities: ['北京', '天津', '石家庄', '青岛', '太原'],
  },
  { region: '华中', team: '华中销售部', people: 4, cities: ['武汉', '长沙', '郑州', '南昌'] },
  { region: '西南', team: '西南销售部', people: 4, cities: ['成都', '重庆', '贵阳', '昆明'] },
];

/** `volume`: usual number of units in a deal, low and high. `market` null sells to both. */
export interface Product {
  id: string;
  name: string;
  family: string;
  listPrice: number;
  volume: readonly [number, number];
  market: Market | null;
  scope: readonly string[];
}

export const PRODUCTS: readonly Product[] = [
  {
    id: 'P01',
    name: '边缘网关 EG-200',
    family: '工业连接',
    listPrice: 12_800,
    volume: [20, 90],
    market: 'factory',
    scope: ['产线联网', '设备接入', '车间网关'],
  },
  {
    id: 'P02',
    name: '边缘网关 EG-500',
    family: '工业连接',
    listPrice: 26_800,
    volume: [15, 80],
    market: 'factory',
    scope: ['产线联网', '多协议采集', '网关升级'],
  },
  {
    id: 'P03',
    name: '协议转换模块 PX-8',
    family: '工业连接',
    listPrice: 4_600,
    volume: [40, 260],
    market: null,
    scope: ['老设备接入', '协议改造', '接口转换'],
  },
  {
    id: 'P04',
    name: '数据采集平台 DataLine',
    family: '产线数据',
    listPrice: 680_000,
    volume: [1, 3],
    market: 'factory',
    scope: ['数据采集平台', '产线看板', '数据底座'],
  },
  {
    id: 'P05',
    name: 'MES 连接器套件',
    family: '产线数据',
    listPrice: 168_000,
    volume: [1, 6],
    market: 'factory',
    scope: ['系统打通', '工单回传', 'MES 对接'],
  },
  {
    id: 'P06',
    name: '床旁设备联网 WardLink',
    family: '医疗设备联网',
    listPrice: 320_000,
    volume: [1, 9],
    market: 'medical',
    scope: ['监护联网', '重症病区联网', '病区扩展'],
  },
  {
    id: 'P07',
    name: '检验设备网关 LabLink',
    family: '医疗设备联网',
    listPrice: 96_000,
    volume: [2, 14],
    market: 'medical',
    scope: ['检验科联网', '结果回传', '仪器接入'],
  },
  {
    id: 'P08',
    name: '设备资产管理 AssetView',
    family: '医疗设备联网',
    listPrice: 420_000,
    volume: [1, 4],
    market: 'medical',
    scope: ['设备台账', '全院资产管理', '计量与维保'],
  },
  {
    id: 'P09',
    name: '远程运维服务',
    family: '运维服务',
    listPrice: 150_000,
    volume: [1, 6],
    market: null,
    scope: ['年度运维', '远程运维', '维保续签'],
  },
  {
    id: 'P10',
    name: '边缘智能控制器 EC-900',
    family: '工业连接',
    listPrice: 58_000,
    volume: [8, 48],
    market: null,
    scope: ['边缘智能试点', '控制器升级', '边缘推理'],
  },
];

/** `suffix`: what a company of this kind is called after its brand word; [full, short]. */
export interface Industry {
  name: string;
  market: Market;
  weight: number;
  suffix: readonly (readonly [string, string])[];
  employees: readonly [number, number];
}

export const INDUSTRIES: readonly Industry[] = [
  {
    name: '汽车零部件',
    market: 'factory',
    weight: 14,
    suffix: [
      ['汽车零部件有限公司', '汽配'],
      ['传动科技有限公司', '传动'],
    ],
    employees: [300, 4000],
  },
  {
    name: '电子制造',
    market: 'factory',
    weight: 16,
    suffix: [
      ['电子有限公司', '电子'],
      ['精密电路有限公司', '电路'],
    ],
    employees: [200, 6000],
  },
  {
    name: '食品饮料',
    market: 'factory',
    weight: 9,
    suffix: [
      ['食品有限公司', '食品'],
      ['乳业有限公司', '乳业'],
    ],
    employees: [150, 2500],
  },
  {
    name: '制药',
    market: 'factory',
    weight: 11,
    suffix: [
      ['制药有限公司', '制药'],
      ['生物药业有限公司', '药业'],
    ],
    employees: [200, 3000],
  },
  {
    name: '化工',
    market: 'factory',
    weight: 8,
    suffix: [
      ['化工有限公司', '化工'],
      ['新材料有限公司', '新材'],
    ],
    employees: [200, 2000],
  },
  {
    name: '新能源',
    market: 'factory',
    weight: 10,
    suffix: [
      ['新能源有限公司', '新能源'],
      ['储能科技有限公司', '储能'],
    ],
    employees: [300, 5000],
  },
  {
    name: '装备制造',
    market: 'factory',
    weight: 12,
    suffix: [
      ['重工有限公司', '重工'],
      ['精密机械有限公司', '精机'],
    ],
    employees: [200, 3500],
  },
  {
    name: '综合医院',
    market: 'medical',
    weight: 15,
    suffix: [
      ['综合医院', '综合医院'],
      ['中心医院', '中心医院'],
    ],
    employees: [600, 4500],
  },
  {
    name: '专科医院',
    market: 'medical',
    weight: 9,
    suffix: [
      ['心血管病医院', '心血管医院'],
      ['妇儿医院', '妇儿医院'],
      ['康复医院', '康复医院'],
    ],
    employees: [200, 1500],
  },
  {
    name: '第三方检验',
    market: 'medical',
    weight: 6,
    suffix: [
      ['医学检验所有限公司', '检验所'],
      ['诊断中心有限公司', '诊断'],
    ],
    employees: [80, 900],
  },
];

/** Two lists whose pairs give the brand words of the invented customers. */
export const BRAND_FIRST = [...'栎砚澄沅翊煦嵘珩霁芃聿岫淙棠筱'];
export const BRAND_SECOND = [...'屿舟禾陌汀桁岑柘璟峤穗洄钧霖垣笙澍漪蔚湄'];

export const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕',
];
export const GIVEN_FIRST = [...'志文晓建雨思嘉佳子明海永春丽国俊欣若宇泽婉立景书承月'];
export const GIVEN_SECOND = ['', ...'强芳敏静磊洋杰娜涛超慧凯琳鹏晨宁岚哲颖瑶坤'];

export const TITLES: Record<Market, Record<Exclude<Role, 'other'>, readonly string[]>> = {
  factory: {
    engineer: ['设备工程师', '自动化工程师', '电气主管', '工艺工程师', '设备部部长'],
    purchasing: ['采购经理', '采购主管', '战略采购'],
    finance: ['财务经理', '成本会计', '财务总监'],
    it: ['信息化主管', 'MES 项目经理', '信息部部长', '网络安全工程师'],
    clinical: ['质量主管'],
    executive: ['生产副总', '总经理', '厂长', '数字化总监'],
  },
  medical: {
    engineer: ['医工科工程师', '设备科科长', '医学工程师'],
    purchasing: ['采购办主任', '招标办专员'],
    finance: ['财务科科长', '总会计师'],
    it: ['信息科主任', '信息科工程师', '数据专员'],
    clinical: ['ICU 主任', '护士长', '检验科主任', '麻醉科副主任'],
    executive: ['副院长', '院长助理', '运营总监'],
  },
};

/** Which contact roles an account has, most usual first; how often each is the main one. */
export const ROLE_ORDER: Record<Market, readonly Exclude<Role, 'other'>[]> = {
  factory: ['engineer', 'it', 'purchasing', 'executive', 'finance'],
  medical: ['engineer', 'it', 'clinical', 'purchasing', 'executive', 'finance'],
};
