import { test } from 'vitest';
import { openTestReplica } from '../helpers/replica';
import { newId } from '#electron/replica/ids';
function rows(n: number) {
  const out = [];
  for (let i = 0; i < n; i++)
    out.push({
      id: newId(),
      external_id: `OPP-${100000 + i}`,
      pipeline_id: 'p1',
      name: `华东机床集团 — 数控系统升级 ${i}`,
      account_id: newId(),
      owner_id: newId(),
      product_id: newId(),
      contact_id: null,
      region: '华东',
      stage: 'negotiation_proposal',
      outcome: 'open',
      amount_minor: 12345600 + i,
      discount_bp: 500,
      opened_day: '2026-03-01',
      expected_close_day: '2026-12-31',
      closed_day: null,
      need_summary: null,
      contract_no: null,
      loss_reason: null,
      stage_entered_at: 1770000000000 + i,
      search: `华东机床集团 数控系统升级 ${i} wang xiao hdjc`,
    });
  return out;
}
test('speed', () => {
  for (let k = 0; k < 3; k++) {
    const r = openTestReplica();
    const data = rows(100_000);
    const t = performance.now();
    r.write((tx) => {
      for (let i = 0; i < data.length; i += 5000)
        tx.insertMany('opportunity', data.slice(i, i + 5000));
    }, null);
    const ms = performance.now() - t;
    console.log('bulk', Math.round((data.length / ms) * 1000), 'rows/s', Math.round(ms));
    const s: number[] = [];
    for (let i = 0; i < 500; i++) {
      const a = performance.now();
      r.write((tx) => tx.update('opportunity', data[i]!.id, { amount_minor: i }), null);
      s.push(performance.now() - a);
    }
    s.sort((a, b) => a - b);
    console.log('edit p50', s[250], 'p99', s[495]);
    r.close();
  }
}, 60000);
