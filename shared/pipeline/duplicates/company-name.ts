import { regionAtEnd, regionAtStart, regionNamed } from './regions';

/** The name of a company taken apart, so that two spellings of one company agree where it counts. */
export interface CompanyName {
  /** The whole name: NFKC, lower case, letters and digits only. */
  readonly full: string;
  /** What is left without region, legal form and branch: what people call the company. Latin words are separated by spaces. */
  readonly core: string;
  /** The region that stands at the front or in brackets (上海 of 上海博远有限公司); null when there is none. */
  readonly region: string | null;
  /** The legal form as a class (`limited`, `stock`, `gmbh` …); null when the name has none, or only 公司 or Co. */
  readonly form: string | null;
  /** Whether the name says 集团 or Group. */
  readonly group: boolean;
  /** The branch: its region or words, empty for a branch without a name; null when it is no branch. */
  readonly branch: string | null;
}

/** Endings of Chinese names, longest first: the class that they stand for, null = says nothing. */
const HAN_FORMS: readonly (readonly [string, string | null])[] = [
  ['股份有限公司', 'stock'],
  ['有限责任公司', 'limited'],
  ['股份公司', 'stock'],
  ['有限公司', 'limited'],
  ['总公司', null],
  ['公司', null],
];
const BRANCH = /^(.*?)(?:分公司|分行|支行|分店|分院|分厂|分部|办事处|代表处|营业部)$/u;

/** Legal forms written in Latin letters. Forms of different countries are different companies until told otherwise. */
const LATIN_FORMS: ReadonlyMap<string, string | null> = new Map([
  ['inc', 'inc'],
  ['incorporated', 'inc'],
  ['corp', 'inc'],
  ['corporation', 'inc'],
  ['ltd', 'limited'],
  ['limited', 'limited'],
  ['llc', 'llc'],
  ['plc', 'plc'],
  ['gmbh', 'gmbh'],
  ['mbh', 'gmbh'],
  ['ag', 'ag'],
  ['kg', 'kg'],
  ['se', 'se'],
  ['sa', 'sa'],
  ['sas', 'sas'],
  ['sarl', 'sarl'],
  ['srl', 'srl'],
  ['spa', 'spa'],
  ['bv', 'bv'],
  ['nv', 'nv'],
  ['oy', 'oy'],
  ['ab', 'ab'],
  ['kk', 'kk'],
  ['pte', 'limited'],
  ['pty', 'limited'],
  ['co', null],
  ['company', null],
]);
/** Regions after which nothing is left that would name a company: 上海银行 is not a bank named 银行. */
const GENERIC: ReadonlySet<string> = new Set(
  '银行 大学 学院 医院 地铁 机场 电力 电网 燃气 水务 航空 港口 公交 铁路 移动 电信 联通 烟草 石油 石化'.split(
    ' ',
  ),
);
const HAN = /\p{Script=Han}/u;
const BRACKETS = /[([{【〔]([^)\]}】〕]*)[)\]}】〕]/gu;
const NO_WORD = /[^\p{L}\p{N}]+/gu;

/** Whether a text holds Chinese characters. */
export function isHan(text: string): boolean {
  return HAN.test(text);
}

/** Folded as every comparison of names begins: NFKC, lower case, letters and digits only. */
export function foldName(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(NO_WORD, '');
}

/** Takes the name of a company apart. Never fails: what is not understood stays in the core. */
export function companyName(name: string): CompanyName {
  const folded = name.normalize('NFKC').toLowerCase();
  return isHan(folded) ? hanName(folded) : latinName(folded);
}

function hanName(folded: string): CompanyName {
  let region: string | null = null;
  let group = false;
  let branch: string | null = null;
  const open = folded.replace(BRACKETS, (_, inside: string) => {
    const word = inside.replace(NO_WORD, '');
    const asBranch = BRANCH.exec(word);
    if (asBranch !== null) branch = branchLabel(asBranch[1] ?? '');
    else if (word === '集团') group = true;
    else if (regionNamed(word) !== null) region = regionNamed(word);
    else if (word !== '中国') return word;
    return '';
  });
  let rest = open.replace(NO_WORD, '');
  const asBranch = BRANCH.exec(rest);
  if (asBranch?.[1] !== undefined) ({ rest, branch } = splitBranch(asBranch[1]));
  let form: string | null = null;
  const ending = HAN_FORMS.find(([word]) => rest.endsWith(word) && rest.length > word.length);
  if (ending !== undefined) {
    rest = rest.slice(0, -ending[0].length);
    form = ending[1];
  }
  if (rest.endsWith('集团') && rest.length > 3) {
    rest = rest.slice(0, -2);
    group = true;
  }
  for (let step = 0; step < 2; step += 1) {
    const found = regionAtStart(rest);
    if (found === null || found.rest.length < 2 || GENERIC.has(found.rest)) break;
    region = found.region;
    rest = found.rest;
  }
  return { full: foldName(folded), core: rest, region, form, group, branch };
}

/** 长安汽车股份有限公司北京 → the company and 北京; without 公司 only a region can be told from the name. */
function splitBranch(head: string): { rest: string; branch: string } {
  const company = head.lastIndexOf('公司');
  if (company > 0) {
    return { rest: head.slice(0, company + 2), branch: branchLabel(head.slice(company + 2)) };
  }
  const region = regionAtEnd(head);
  if (region === null || region.rest === '') return { rest: head, branch: '' };
  return { rest: region.rest, branch: region.region };
}

function branchLabel(text: string): string {
  return regionNamed(text) ?? text;
}

function latinName(folded: string): CompanyName {
  const plain = folded
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('.', '')
    .replaceAll("'", '');
  const words = plain.replace(NO_WORD, ' ').trim().split(' ');
  if (words.length > 1 && words[0] === 'the') words.shift();
  const forms: string[] = [];
  let group = false;
  for (;;) {
    const last = words.at(-1) ?? '';
    if (words.length < 2) break;
    if (last === 'group') group = true;
    else if (!LATIN_FORMS.has(last)) break;
    const form = LATIN_FORMS.get(last) ?? null;
    if (form !== null && !forms.includes(form)) forms.unshift(form);
    words.pop();
  }
  const form = forms.length === 0 ? null : forms.join(' ');
  return {
    full: words.join('') + forms.join(''),
    core: words.join(' '),
    region: null,
    form,
    group,
    branch: null,
  };
}
