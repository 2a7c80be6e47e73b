import { isHan } from './context';
import type { Finding } from './model';
import { isGiven, isWord, surnameAt } from './surnames';

/** Said right before a name, and meant for nothing else. */
const LABEL =
  /(?:联系人|联络人|姓名|收件人|收货人|对接人|负责人|经办人|接口人|法定代表人|法人代表|法人|持卡人|户名|申请人|签收人|患者|客户姓名|名字|参会人|参会人员|决策人|签字人|陪同人员|介绍人)(?:[:：是为叫]|\s){0,3}$/;
const SAID = /(?:我是|我叫|名叫|叫做|本人|这里是|人叫|姓名)$/;
/** Said behind a name. Longer ones first. */
const TITLE =
  /^(?:先生|女士|小姐|同志|老师|师傅|教授|博士|医生|大夫|护士长|护士|院长|所长|校长|主任|科长|处长|局长|部长|厂长|站长|店长|董事长|总经理|副总|总监|总工|经理|主管|工程师|秘书|书记|会计|律师|专员|助理|总(?![\u4e00-\u9fff])|工(?![\u4e00-\u9fff]))/;
/** Too short to tell a title from the end of a word. */
const SHORT_TITLE = /^[总工]/;
const TITLES = new Set(['先生', '女士', '小姐', '老师', '师傅']);
/** What one does with people, before and behind their names. */
const WITH =
  /(?:与|和|跟|给|找|约|同|由|请|向|让|@|拜访|致电|联系|联络|见到|见了|通知|告知|回访|陪同|转告|抄送|邀请|感谢|拜会|约见|介绍|发给|交给|转给|打给|呼叫|把|客户|采购|财务|司机|技术|设备|老板|秘书|主管|经理|主任|院长|总监|同事|专家)$/;
const DOES =
  /^(?:沟通|电话|微信|确认|对接|反馈|表示|会面|见面|通话|提出|说|回复|要求|认为|希望|觉得|提到|同意|负责|签字|签收|接听|介绍|建议|转发|询问|答复|介入|拍板|汇报|讨论|交流|聊|约|谈|发|寄|回电|来电|牵头|主持|参加|出席|审批|批准|评估|打|的(?:电话|手机|号码|短信|微信|邮箱|名片))/;
/** Characters that lead to a name and may themselves be surnames. */
const LEADING = new Set('和与跟向于任由让同');
/** What stands behind a name in running text; a name does not go on with these. */
const AFTER = new Set(
  '是说在的已来去要想会也把将对与和及跟等先女总经工主老，,。；;:：、的（(了就还不没有这那从为到给找请让又都很',
);

/** Characters of running text: a name does not go on with them. */
function isEveryday(char: string): boolean {
  return AFTER.has(char) || EVERYDAY.has(char);
}
const EVERYDAY = new Set(
  '员表人方前后上下里外中间时候个些么什怎样们他她它您你我这那此其有无可能应该须必需请给被让使用做作为成产品价格款项目单号码数量件台套司厂店部门级理管责任何处所件事情况问题吗呢吧啊呀哦啦嘛春节',
);

/** A name with the form of address before it. */
const ENGLISH =
  /\b(?:Mr|Mrs|Ms|Dr|Prof|Miss)\.? (?:[A-Z][a-z]{1,20}|[A-Z]\.)(?: [A-Z][a-z]{1,20}){0,2}|\b(?:Contact(?: person)?|Attn|Attention|Name|Dear|Recipient): ?(?:[A-Z][a-z]{1,20} [A-Z][a-z]{1,20})|\bDear [A-Z][a-z]{1,20} [A-Z][a-z]{1,20}(?=,)/g;
const ADDRESSED =
  /^(?:(?:Mr|Mrs|Ms|Dr|Prof|Miss)\.? |(?:Contact(?: person)?|Attn|Attention|Name|Dear|Recipient): ?|Dear )/;

/**
 * Names of persons in a folded text.
 * @param known Chinese names of two to four characters that are known to be of persons, such as those of all contacts;
 * found wherever they stand
 */
export function findNames(text: string, known: ReadonlySet<string> = NOBODY): Finding[] {
  const found: Finding[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (!isHan(text.charCodeAt(at))) continue;
    const one = knownAt(text, at, known) ?? guessedAt(text, at);
    if (one === null) continue;
    found.push(one);
    at = one.end - 1;
  }
  for (const match of text.matchAll(ENGLISH)) {
    const lead = ADDRESSED.exec(match[0])?.[0].length ?? 0;
    const [start, end] = [match.index + lead, match.index + match[0].length];
    found.push({ start, end, kind: 'name', confidence: 0.75 });
  }
  return found;
}

const NOBODY: ReadonlySet<string> = new Set();
/** Of known names; the longest is looked for first. */
const LENGTHS = [4, 3, 2];

function knownAt(text: string, at: number, known: ReadonlySet<string>): Finding | null {
  if (known.size === 0) return null;
  const length = LENGTHS.find((count) => known.has(text.slice(at, at + count)));
  if (length === undefined) return null;
  return { start: at, end: at + length, kind: 'name', confidence: 0.95 };
}

function guessedAt(text: string, at: number): Finding | null {
  const surname = surnameAt(text, at);
  return surname === 0 ? null : nameAt(text, at, surname);
}

/** The name that begins with the surname at a place, if what stands around says that it is one. */
function nameAt(text: string, at: number, surname: 1 | 2): Finding | null {
  const before = text.slice(Math.max(0, at - 10), at);
  const labelled = LABEL.test(before);
  const said = !labelled && SAID.test(before);
  const met = WITH.test(before);
  const free = at === 0 || !isHan(text.charCodeAt(at - 1));
  let best: Finding | null = null;
  for (const given of [1, 2]) {
    const end = at + surname + given;
    const name = text.slice(at, end);
    if (name.length < surname + given || !allHan(name)) break;
    const confidence = sureness(text, end, { name, surname, labelled, said, met, free });
    // The longer one of two that are as sure.
    if (confidence > 0 && confidence >= (best?.confidence ?? 0)) {
      best = { start: at, end, kind: 'name', confidence };
    }
  }
  return best;
}

interface Around {
  readonly name: string;
  readonly surname: 1 | 2;
  readonly labelled: boolean;
  readonly said: boolean;
  readonly met: boolean;
  /** No Chinese character touches it in front. */
  readonly free: boolean;
}

function sureness(text: string, end: number, around: Around): number {
  const { name, surname, labelled, said, met, free } = around;
  if (isWord(name) || TITLES.has(name.slice(surname))) return 0;
  // `由于…`, `向李雷…`: what leads to a name.
  if (LEADING.has(name.charAt(0)) && (met || surnameAt(name, 1) > 0)) return 0;
  const given = Array.from(name.slice(surname));
  const usual = given.every(isGiven);
  // A rare character beside a usual one, where all else says that it is a name.
  const likely = usual || (given.length === 2 && given.some(isGiven) && !given.some(isEveryday));
  const after = text.slice(end, end + 4);
  const ends = after === '' || !isHan(after.charCodeAt(0));
  const goesOn = ends || AFTER.has(after.charAt(0)) || TITLE.test(after) || DOES.test(after);
  if (labelled) return goesOn && (ends || likely) && !given.some(isEveryday) ? 0.95 : 0;
  if (!likely) return 0;
  const wordy = isWord(name.slice(0, 2));
  if (TITLE.test(after) && !(wordy && SHORT_TITLE.test(after))) {
    return usual ? titled(around) : 0.6;
  }
  if (said) return goesOn ? 0.85 : 0;
  if (wordy) return 0;
  if (met && (DOES.test(after) || ends))
    return name.length - surname === 2 || DOES.test(after) ? 0.75 : 0.5;
  if (free && DOES.test(after)) return given.length === 2 ? 0.75 : 0.5;
  if (free && ends && usual) return given.length === 2 || surname === 2 ? 0.7 : 0.55;
  return 0;
}

/** `和王经理` is no name, `和建国经理` might be one: what leads to a name is no surname of one that is short. */
function titled({ name, met, free, surname }: Around): number {
  const short = name.length === surname + 1;
  if (short && LEADING.has(name.charAt(0))) return 0;
  // `高王经理`: the second may be the surname of a title alone.
  if (short && surnameAt(name, surname) > 0 && !free && !met) return 0;
  return short ? (free || met ? 0.8 : 0.6) : 0.88;
}

function allHan(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (!isHan(text.charCodeAt(at))) return false;
  return true;
}
