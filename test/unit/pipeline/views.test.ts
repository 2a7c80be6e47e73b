import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPipeline } from '#electron/pipeline/commands';
import { removeView, saveView, views } from '#electron/pipeline/views';
import { SYSTEM_VIEWS } from '#shared/pipeline/system-views';
import { openTestReplica, type TestReplica } from '../helpers/replica';

let replica: TestReplica;
let pipelineId = '';
beforeEach(() => {
  replica = openTestReplica();
  pipelineId = replica.write(createPipeline, { name: 'p', currency: 'CNY' }).id;
});
afterEach(() => replica.close());

const state = SYSTEM_VIEWS.overdue;
const save = (more: object) =>
  replica.write(saveView, { id: null, pipelineId, name: '我的', shared: false, state, ...more });
const listed = () => replica.read(views, { pipelineId });
const waiting = () =>
  replica.read((tx) => tx.get<{ n: number }>('SELECT sum(mutations) AS n FROM outbox')?.n, null);

it('private views stay on the laptop and out of the history', () => {
  const before = waiting();
  const made = save({});
  expect(listed()).toEqual([made]);
  expect(save({ id: made.id, name: '改名' })).toMatchObject({ id: made.id, name: '改名' });
  expect(waiting()).toBe(before);
  replica.write(removeView, { id: made.id });
  expect(listed()).toEqual([]);
  save(made);
  expect(listed()).toEqual([made]);
});

it('shared views are synced, keep a history, and come back by undo', () => {
  const before = waiting() ?? 0;
  const made = save({ shared: true, name: '周会' });
  save({ id: made.id, shared: true, name: '周会', state: SYSTEM_VIEWS.closing });
  expect(listed()).toMatchObject([{ id: made.id, shared: true, version: 2 }]);
  expect(waiting()).toBe(before + 2);
  replica.write(removeView, { id: made.id });
  expect(listed()).toEqual([]);
  replica.undo();
  expect(listed()).toMatchObject([{ name: '周会', state: SYSTEM_VIEWS.closing }]);
  replica.undo();
  expect(listed()).toMatchObject([{ state: SYSTEM_VIEWS.overdue }]);
});

it('leaves alone what a later version wrote', () => {
  const made = save({});
  replica.write(
    (tx) =>
      tx.runLocal('UPDATE private_view SET state = ? WHERE id = ?', ['{"later":true}', made.id]),
    null,
  );
  expect(listed()).toEqual([]);
});

it('refuses to change or delete what is not there', () => {
  expect(() => save({ id: 'x', shared: true })).toThrow('no such view');
  expect(() => replica.write(removeView, { id: 'x' })).toThrow('no such view');
});
