import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '#resources/locales/en/document.json';
import zhCN from '#resources/locales/zh-CN/document.json';
import { drawChart } from '#electron/composer/charts';
import { documentText, template } from '#electron/composer/texts';
import { collectFacts, FACT_KEYS } from '#shared/composer/facts';
import { documentContentSchema, REHEARSAL_CHARTS, REHEARSAL_TABLES } from '#shared/composer/model';
import { rehearsalTable } from '#shared/composer/tables';
import { fillTemplate } from '#shared/composer/template';
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
  const of = (run: RunResult) => brief(run).facts['run.recommendation'] ?? '';
  const withLead = (bestChance: number, low: number): RunResult => {
    const run = runFixture();
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
    expect(of(withLead(0.68, 1e9))).toMatch(/^建议采用「加派/);
    expect(of(withLead(0.45, 1e9))).toMatch(/^倾向于/);
    expect(of(withLead(0.68, -1e8))).toMatch(/没有显示出可信的差异/);
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
    expect(of({ ...run, fit: { ...run.fit, verdict: 'weak' } })).toContain(
      '未显示模型优于简单外推',
    );
    expect(of({ ...run, fit: { ...run.fit, verdict: 'insufficient' } })).toContain('不足以回测');
    expect(of(run)).not.toContain('请勿');
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
    expect(variants.header[2]).toBe('中位数（亿元）');
    expect(variants.rows.map((row) => row[2])).toEqual(['1.18', '1.34', '1.27']);
    expect(variants.rows[0]?.[7]).toBe('基准');
    expect(variants.rows[1]?.[7]).toBe('+0.16');
    const risks = rehearsalTable(runFixture(), 'risks', 'zh-CN', text);
    expect(risks.rows[0]).toEqual([
      '竞争对手促销',
      '不发生 → 发生',
      '-1,900',
      '-2,200 至 -1,600',
      '-14.2%',
    ]);
    expect(risks.rows.at(-1)?.slice(2)).toEqual(['未显示差异', '-300 至 +100', '–']);
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
    expect(svg).toMatch(/^<svg [^>]*lang="zh-CN"[^>]*><style>@font-face\{x\}<\/style>/);
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
      .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const built = [
      'field.',
      'origin.',
      'variable.',
      'dimension.',
      'fact.verdict.',
      'kind.',
      'table.verdictName.',
      'figure.',
    ];
    const unused = flat(zhCN)
      .map(([key]) => key)
      .filter((key) => !built.some((prefix) => key.startsWith(prefix)))
      .filter((key) => !code.includes(`'${key}'`) && !code.includes(`'${key.split('.').at(-1)}'`));
    expect(unused).toEqual([]);
  });
});
