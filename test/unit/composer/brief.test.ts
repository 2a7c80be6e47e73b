import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '#resources/locales/en/document.json';
import zhCN from '#resources/locales/zh-CN/document.json';
import { drawChart } from '#electron/composer/charts';
import { documentText, template } from '#electron/composer/texts';
import { collectFacts, FACT_KEYS } from '#shared/composer/facts';
import { documentContentSchema, REHEARSAL_CHARTS, REHEARSAL_TABLES } from '#shared/composer/model';
import { emptyTables, rehearsalTable } from '#shared/composer/tables';
import { fillTemplate } from '#shared/composer/template';
import { chartSeriesColors } from '#renderer/kit/theme/chart-palette';
import { seriesColour } from '#shared/sandbox/series-colors';
import type { RunResult } from '#shared/sandbox/run-result';
import { runFixture } from './run-fixture';

const LANGUAGES = ['zh-CN', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

const pipeline = { name: '华东器械', origin: 'generated', sourceNote: '可再生成' } as const;

function brief(run: RunResult | null, language: Language = 'zh-CN') {
  const text = documentText(language);
  const facts = collectFacts(
    {
      workspace: { name: '演示工作区', userName: '林晓' },
      today: '2026-11-23',
      pipeline: run && pipeline,
      run,
    },
    { language, text },
  );
  let ids = 0;
  const content = fillTemplate(template('rehearsal-brief'), {
    title: '四季度打法',
    language,
    facts,
    run: run && { id: run.id, asOfDay: run.request.asOfDay },
    without: run === null ? [] : emptyTables(run),
    text,
    newId: () => `b${(ids += 1)}`,
  });
  return { facts, content, prose: JSON.stringify(content) };
}

describe('the rehearsal brief', () => {
  it.each(LANGUAGES)('comes filled in %s, with nothing missing', (language) => {
    const { content, prose } = brief(runFixture(), language);
    expect(documentContentSchema.parse(content)).toEqual(content);
    expect(prose).not.toContain('{{');
    expect(prose).not.toContain(documentText(language)('missing.title'));
    expect(prose).toContain('68%');
    const kinds = content.blocks.filter((block) => block.kind === 'chart');
    expect(kinds.map((block) => block.chart).toSorted()).toEqual(REHEARSAL_CHARTS.toSorted());
  });

  it('fills every merge field from a complete rehearsal, and knows a name for each', () => {
    const { facts } = brief(runFixture());
    expect(Object.keys(facts).toSorted()).toEqual(FACT_KEYS.toSorted());
    expect(Object.entries(facts).filter(([, value]) => value === null)).toEqual([]);
    for (const key of FACT_KEYS) {
      for (const language of LANGUAGES) expect(documentText(language)(`field.${key}`)).not.toBe('');
    }
  });

  it('lists what is missing instead of leaving blanks', () => {
    const { content, prose } = brief(null);
    expect(content.blocks[0]).toMatchObject({ kind: 'heading', text: '待补充的数据' });
    expect(prose).toContain('［待补：签约额中位数］');
    const list = JSON.stringify(content.blocks[1]);
    expect(list).toContain('签约额中位数');
    // Not set is not missing.
    expect(list).not.toContain('目标达成概率');
    expect(content.blocks.find((block) => block.kind === 'chart')?.runId).toBeNull();
  });

  it('leaves out the target sentence when no target was set', () => {
    const run = runFixture();
    expect(brief(run).prose).toContain('达到目标');
    const none = { ...run, request: { ...run.request, targetMinor: null } };
    expect(brief(none).prose).not.toContain('达到目标');
  });
});

describe('the recommendation', () => {
  /** As if the history told the effect of every lever. */
  const told = (run: RunResult): RunResult => {
    const [any] = run.fit.parameters;
    if (any === undefined) throw new Error('the fixture has parameters');
    const effects = ['discountEffect', 'followUpEffect', 'dealsPerEngineer'] as const;
    const parameters = effects.map((id) => ({ ...any, id, provenance: 'data' as const }));
    return { ...run, fit: { ...run.fit, parameters } };
  };
  const of = (run: RunResult) => brief(run).facts['run.recommendation'] ?? '';
  const withLead = (bestChance: number, low: number): RunResult => {
    const run = told(runFixture());
    return {
      ...run,
      ranking: run.ranking.map((rank) =>
        rank.variantId === 'v2' && rank.versusBaseline
          ? {
              ...rank,
              bestChance,
              versusBaseline: { ...rank.versusBaseline, interval: { low, high: 2e9 } },
            }
          : { ...rank, bestChance: 0.05 },
      ),
    };
  };

  it('is firm only with a clear lead', () => {
    expect(of(withLead(0.68, 1e9))).toMatch(/^建议采用“加派/);
    expect(of(withLead(0.68, -1e8))).toMatch(/没有显示出可信且有意义的差异/);
  });

  it('says the range over the futures and that records are no experiment, wherever it advises', () => {
    const run = withLead(0.68, 1e9);
    const { facts } = brief(run);
    for (const said of [facts['run.recommendation'], facts['run.comparison']]) {
      expect(said).toContain('差额在 ¥0 至 ¥3,200万之间');
      expect(said).not.toContain('误差范围');
      expect(said).not.toContain('证据充分');
    }
    expect(of(run)).toContain('由 812 条观察记录估计，不是实验结论');
    expect(facts['run.fit.limits']).toContain('不是实验结论');
    const english = brief(run, 'en').facts;
    expect(english['run.recommendation']).toContain('observation, not an experiment');
    expect(english['run.comparison']).not.toContain('margin of error');
  });

  it('says when the latest tests on the past all missed to one side', () => {
    const run = runFixture();
    const cuts = run.fit.backTest.cuts.map((cut) => ({
      ...cut,
      predictedP50Minor: cut.actualBookingsMinor * 1.1,
    }));
    const high = { ...run, fit: { ...run.fit, backTest: { ...run.fit.backTest, cuts } } };
    expect(brief(high).facts['run.fit.backtest']).toContain(
      '最近 4 次检验，实际值都低于当时预测的中位数（符号检验 p = 0.125）',
    );
    expect(brief(run).facts['run.fit.backtest']).not.toContain('符号检验');
  });

  it('tries what rests on an assumption, and says so', () => {
    const run = { ...withLead(0.68, 1e9), fit: runFixture().fit };
    expect(of(run)).toMatch(
      /^倾向于“加派.*建议先小范围试行.*但它的作用来自假设，这份历史里没有证据/,
    );
  });

  it('says which comparison it speaks of: the baseline, then the two best, in the words of the page', () => {
    const { facts } = brief(withLead(0.45, 1e9));
    const said = facts['run.recommendation'] ?? '';
    expect(said).toMatch(/^建议改变现行做法；在“加派.*”与“加快.*”之间先不定论/);
    const clear = said.indexOf(
      '与“照常推进”相比：“加派两名解决方案工程师”更好，历史数据支持这一点',
    );
    const open = said.indexOf('之间：还分不出高下（各在 45% 与 5% 的模拟里签约最多）');
    expect(clear).toBeGreaterThan(0);
    expect(open).toBeGreaterThan(clear);
    expect(said).not.toContain('不足以定论');
    const english = brief(withLead(0.45, 1e9), 'en').facts['run.recommendation'];
    expect(english).toMatch(
      /Against “.*and the history supports it.*not an experiment\. Between “.*too close to call/,
    );
  });

  it('keeps the present way when the baseline leads', () => {
    const run = runFixture();
    const ranking = run.ranking.map((rank) => ({
      ...rank,
      bestChance: rank.variantId === 'v1' ? 0.8 : 0.1,
    }));
    expect(of({ ...run, ranking })).toMatch(/^建议维持现行做法/);
  });

  it('warns when the model is not to be trusted', () => {
    const run = runFixture();
    const weak = of({ ...run, fit: { ...run.fit, verdict: 'weak' } });
    expect(weak).toMatch(/^可信程度偏弱/);
    expect(weak).toContain('倾向于');
    const insufficient = of({ ...run, fit: { ...run.fit, verdict: 'insufficient' } });
    expect(insufficient).toMatch(/^依据不足/);
    expect(insufficient).toContain('不给出选择建议');
    for (const text of [weak, insufficient]) expect(text).not.toContain('建议采用');
    expect(of(run)).not.toContain('请勿');
  });

  it('recommends nothing on a near tie, nor for a difference too small to matter', () => {
    // Three variants: an even draw is 33%.
    expect(of(withLead(0.43, 1e9))).toMatch(/^建议改变现行做法；/);
    expect(of(withLead(0.43, -1e8))).toMatch(/^各变体的结果十分接近，不建议选择/);
    const tie = withLead(0.43, -1e8);
    expect(of({ ...tie, fit: { ...tie.fit, verdict: 'weak' } })).toMatch(
      /^可信程度偏弱.*不建议选择其中任何一个/,
    );
    // Too little data is said before anything else, as on the sandbox page.
    const few = of({ ...tie, fit: { ...tie.fit, verdict: 'insufficient' } });
    expect(few).toContain('不给出选择建议');
    expect(few).not.toContain('十分接近');
    const clear = withLead(0.7, 1e6);
    const small = clear.ranking.map((rank) =>
      rank.versusBaseline === null
        ? rank
        : { ...rank, versusBaseline: { ...rank.versusBaseline, meanMinor: 1.1e8 } },
    );
    expect(of({ ...clear, ranking: small })).toMatch(/^各变体与“照常推进”之间没有显示出/);
  });
});

describe('the words of the brief', () => {
  it('name the true day, and the day of the data beside it', () => {
    const { prose } = brief(runFixture());
    expect(prose).toContain('于 2026年11月23日撰写');
    expect(prose).toContain('数据截至 2026年9月30日');
  });

  it('say of each number of wins whether it is the median or the mean', () => {
    expect(brief(runFixture()).facts['run.conversion']).toMatch(/中位数为 35 单.*平均 35\.4 单/);
  });

  it('explain assumptions in words and round what is said', () => {
    const run = runFixture();
    const { facts } = brief(run);
    expect(facts['run.risk1.sentence']).toMatch(/^如果对手促销，签约额平均少 ¥1,900万（14%，/);
    expect(facts['run.risk2.sentence']).toMatch(
      /^如果整体景气偏好而不是偏差（推进速度为平时的 1\.17 倍而不是 0\.86 倍），签约额平均多/,
    );
    const [first] = run.risks;
    if (!first) throw new Error('the fixture has risks');
    const assumed = { ...first, kind: 'assumption' as const };
    const median = { ...assumed, id: 'amountMedian' as const, from: 3352, to: 4149 };
    const retail = { ...run, currency: 'USD', risks: [median] };
    expect(brief(retail).facts['run.risk1.sentence']).toContain('是 $41 而不是 $34');
    // The stronger effect of a rival promotion has the larger size: it lies below zero.
    const rival = {
      ...run,
      risks: [{ ...assumed, id: 'rivalEffect' as const, from: -0.9, to: -0.1 }],
    };
    expect(brief(rival).facts['run.risk1.sentence']).toMatch(
      /^如果对手促销的作用其实偏弱而不是偏强/,
    );
    expect(brief(rival, 'en').facts['run.risk1.sentence']).toMatch(
      /^If “Effect of a rival promotion” is in fact weak rather than strong/,
    );
  });

  it('do not say twice what a variant does', () => {
    const named = (name: string) => runFixture(['照常推进', name, '加快响应']);
    expect(brief(named('增加 2 名解决方案工程师')).prose).not.toContain('的做法：');
    expect(brief(named('扩充售前')).prose).toContain('“扩充售前”的做法：增加 2 名解决方案工程师。');
    expect(brief(named('Add 2 solution engineers'), 'en').prose).not.toContain('in practice');
    expect(brief(named('More hands'), 'en').prose).toContain(
      'What “More hands” means in practice: 2 more solution engineers.',
    );
  });

  it('open no chart title with a quotation mark: it would stand out of line', () => {
    const titles = [zhCN, en].flatMap(({ chart, study }) =>
      Object.entries({ ...chart, ...study }).filter(([key]) => key.includes('Title')),
    );
    expect(titles.filter(([, title]) => JSON.stringify(title).startsWith('"“'))).toEqual([]);
  });

  it('call variables and verdicts what the sandbox calls them', () => {
    const text = documentText('zh-CN');
    expect(text('variable.followUpEffect')).toBe('跟进速度的作用');
    expect(text('verdictName.insufficient')).toBe('依据不足');
    expect(brief(runFixture(), 'en').facts['run.risk2.sentence']).toMatch(
      /^If the climate is good rather than bad/,
    );
  });

  it('use corner brackets for no name', () => {
    expect(brief(runFixture()).prose).not.toMatch(/[「」]/);
  });
});

describe('tables', () => {
  it.each(LANGUAGES)('have as many cells as headers, in %s', (language) => {
    for (const name of REHEARSAL_TABLES) {
      const table = rehearsalTable(runFixture(), name, language, documentText(language));
      expect(table.numeric).toHaveLength(table.header.length);
      for (const row of table.rows) expect(row).toHaveLength(table.header.length);
    }
  });

  it('write amounts in one unit named in the header, and no effect where none was shown', () => {
    const text = documentText('zh-CN');
    const variants = rehearsalTable(runFixture(), 'variants', 'zh-CN', text);
    expect(variants.header[2]).toBe('中位数（万元）');
    expect(variants.rows.map((row) => row[2])).toEqual(['11,800', '13,400', '12,700']);
    expect(variants.rows[0]?.[7]).toBe('基准');
    // The range over the futures, not the simulation error of the mean.
    expect(variants.rows[1]?.[7]).toBe('+1,600\n0 至 +3,200');
    expect(variants.note).toContain('模拟误差最大 ±¥98');
    const risks = rehearsalTable(runFixture(), 'risks', 'zh-CN', text);
    expect(risks.rows[0]).toEqual([
      '对手促销',
      '不发生 → 发生',
      '-1,900',
      '-2,200 至 -1,600',
      '-14.2%',
    ]);
    expect(risks.rows.at(-1)?.slice(2)).toEqual(['未显示差异', '-300 至 +100', '–']);
  });
});

describe('costs', () => {
  const text = documentText('zh-CN');
  const priced = (costs: RunResult['request']['costs']): RunResult => {
    const run = runFixture();
    const quantilesMinor = Array.from({ length: 101 }, (_unused, k) => 1.6e9 + (k - 50) * 4e7);
    return {
      ...run,
      request: { ...run.request, costs },
      ranking: run.ranking.map((rank) =>
        rank.versusBaseline === null
          ? rank
          : { ...rank, versusBaseline: { ...rank.versusBaseline, quantilesMinor } },
      ),
    };
  };

  it('that nobody stated are said to be missing, and no figure stands for them', () => {
    const run = priced(undefined);
    expect(brief(run).facts['run.costs']).toBe(
      '未填成本：“加派两名解决方案工程师”还缺每名工程师每月的成本，填写后才能给出净增与回报。',
    );
    const { rows } = rehearsalTable(run, 'costs', 'zh-CN', text);
    expect(rows[1]).toEqual(['加派两名解决方案工程师', '5.9 人月', '未填成本', '–', '–', '–', '–']);
    expect(rows[0]?.slice(1, 3)).toEqual(['无', '0']);
  });

  it('have a table in the brief only where a price was stated', () => {
    const tables = (run: RunResult) =>
      brief(run).content.blocks.flatMap((block) =>
        block.kind === 'table' && block.source.kind === 'rehearsal' ? [block.source.table] : [],
      );
    expect(tables(priced(undefined))).toEqual(['variants', 'risks', 'fit']);
    expect(tables(priced({ engineerMonthMinor: null, followUpMinor: null }))).not.toContain(
      'costs',
    );
    expect(tables(priced({ engineerMonthMinor: 4e6, followUpMinor: null }))).toContain('costs');
  });

  it('that were stated are taken off the gain', () => {
    const run = priced({ engineerMonthMinor: 4_000_000, followUpMinor: 2000 });
    // 2 × 90 / 30.4375 × ¥40,000 = ¥236,550 for ¥16M more on average.
    expect(rehearsalTable(run, 'costs', 'zh-CN', text).rows[1]).toEqual([
      '加派两名解决方案工程师',
      '5.9 人月',
      '23.7',
      '+1,576\n-24 至 +3,176',
      '66.6\n-1.0 至 134.3',
      '89%',
      expect.stringMatching(/^13,\d{3}\n9,\d{3} 至 17,\d{3}$/),
    ]);
    expect(brief(run).facts['run.costs']).toMatch(
      /^“加派.*多花 ¥23\.7万；扣除后平均净增.*是所花成本的 66\.6 倍，在 89% 的模拟里划算/,
    );
  });
});

describe('charts', () => {
  const words = (language: Language) => ({ language, text: documentText(language) });

  it.each(REHEARSAL_CHARTS)('%s is an SVG that says its finding in words', (chart) => {
    for (const language of LANGUAGES) {
      const { svg, alt } = drawChart(runFixture(), chart, words(language));
      expect(svg).toMatch(/^<svg /);
      expect(alt.length).toBeGreaterThan(20);
      expect(svg).not.toContain('<script');
      expect(svg).not.toContain('NaN');
    }
  });

  it('draw a variant in the colour of the screen in every picture', () => {
    const run = runFixture();
    for (const chart of ['bookings', 'comparison'] as const) {
      const { svg } = drawChart(run, chart, words('zh-CN'));
      const [baseline, leader] = [svg.indexOf(seriesColour(0)), svg.indexOf(seriesColour(1))];
      expect([chart, baseline > 0, leader > 0]).toEqual([chart, true, true]);
    }
    expect(chartSeriesColors('light').slice(0, 2)).toEqual([seriesColour(0), seriesColour(1)]);
  });

  it('draw the baseline solid and the leader by a pattern, as the screen does', () => {
    const { svg } = drawChart(runFixture(), 'bookings', words('zh-CN'));
    const outline = (colour: string) =>
      svg.match(new RegExp(`<path [^>]*fill="none"[^>]*stroke="${colour}"[^>]*>`, 'g')) ?? [];
    expect(outline(seriesColour(0)).join('')).not.toContain('stroke-dasharray');
    expect(outline(seriesColour(1)).join('')).toContain('stroke-dasharray');
  });

  it('are the same every time', () => {
    const draw = () => drawChart(runFixture(), 'risks', words('zh-CN')).svg;
    expect(draw()).toBe(draw());
  });

  it('carry names as text, never as markup', () => {
    const run = runFixture(['<script>x</script>', '"><b>', '\u202Eevil']);
    for (const chart of REHEARSAL_CHARTS) {
      const { svg } = drawChart(run, chart, words('zh-CN'));
      expect(svg).not.toContain('<script>');
      expect(svg).not.toContain('<b>');
      expect(svg).not.toContain('\u202E');
    }
  });

  it('say so when there is nothing to draw', () => {
    const run = runFixture();
    const backTest = { ...run.fit.backTest, cuts: [], calibration: [] };
    const bare = { ...run, risks: [], fit: { ...run.fit, backTest } };
    expect(drawChart(bare, 'backtest', words('zh-CN')).svg).toContain('历史太短');
    expect(drawChart(bare, 'risks', words('en')).svg).toContain('No variable shows');
    const calibrated = {
      ...run,
      fit: { ...run.fit, backTest: { ...backTest, calibration: run.fit.backTest.calibration } },
    };
    expect(drawChart(calibrated, 'backtest', words('en')).alt).toContain('forecast 11%');
  });

  it('embed the fonts they are given', () => {
    const { svg } = drawChart(runFixture(), 'risks', words('zh-CN'), () => '@font-face{x}');
    expect(svg).toMatch(/^<svg [^>]*><style>@font-face\{x\}<\/style>/);
  });
});

describe('document.json', () => {
  type Texts = { [key: string]: string | Texts };
  const flat = (texts: Texts, prefix = ''): [string, string][] =>
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
    );
  const places = (value: string) => [...value.matchAll(/\{\{\w+\}\}/g)].map(([p]) => p).toSorted();

  it('has the same keys and places in both languages', () => {
    const [zh, english] = [flat(zhCN), flat(en)];
    expect(english.map(([key]) => key)).toEqual(zh.map(([key]) => key));
    for (const [index, [key, value]] of zh.entries()) {
      expect([key, places(english[index]?.[1] ?? '')]).toEqual([key, places(value)]);
    }
  });

  it('has no key that nothing uses', () => {
    const folders = ['electron/composer', 'shared/composer'];
    const code = folders
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
          join(folder, file),
        ),
      )
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const built = [
      'field.',
      'origin.',
      'variable.',
      'dimension.',
      'fact.advice.',
      'fact.bias.',
      'fact.verdict.',
      'fact.warning.',
      'kind.',
      'table.verdictName.',
      'figure.',
      'study.caption.',
      'study.ground.',
    ];
    const unused = flat(zhCN)
      .map(([key]) => key)
      .filter((key) => !built.some((prefix) => key.startsWith(prefix)))
      .filter((key) => !code.includes(`'${key}'`) && !code.includes(`'${key.split('.').at(-1)}'`));
    expect(unused).toEqual([]);
  });
});
