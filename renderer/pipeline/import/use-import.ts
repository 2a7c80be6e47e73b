import { useEffect, useEffectEvent, useState } from 'react';
import { call } from '#renderer/app/api';
import type { CallOutput } from '#shared/contract';
import { type JobHandle, useJob } from '#renderer/kit/use-job';
import type { Same, Undecided } from '#shared/pipeline/alike-model';
import type {
  ColumnMapping,
  DayOrders,
  EmptyCells,
  FormatChoice,
  ImportInspection,
  ImportKind,
  ImportPlan,
  ImportPreview,
  ImportReport,
  ResumedImport,
  MatchKey,
  Unnamed,
  ValueMap,
  WriteMode,
} from '#shared/pipeline/import-model';
import type { ExportFormat } from '#shared/pipeline/model';
import { dataEnd } from '#shared/pipeline/data-end';
import { dayOrdersOf } from '#shared/pipeline/day-orders';
import { usableKey } from '#shared/pipeline/match-key';
import type { DayOrder } from '#shared/pipeline/parse-day';

type PipelineChoice = ImportPlan['pipeline'];

export interface ImportState {
  readonly step: 'file' | 'columns' | 'check' | 'report';
  readonly inspection: ImportInspection | null;
  readonly mapping: ColumnMapping;
  readonly pipeline: PipelineChoice;
  /** As-of day that a person gave for a new pipeline; undefined = as the file says, null = live data. */
  readonly givenAsOf: string | null | undefined;
  /** Make accounts, owners and products that the file names and that are not there. */
  readonly createMissing: boolean;
  /** Which records are written. */
  readonly write: WriteMode;
  /** What an empty cell does to a record that is there. */
  readonly empty: EmptyCells;
  /** By what a person wants stored records found; null = nobody said. */
  readonly matchKey: MatchKey | null;
  /** What was decided of customers and contacts that look like stored ones, and what becomes of the others. */
  readonly same: Same;
  readonly undecided: Undecided;
  /** What becomes of opportunities without a name. */
  readonly unnamed: Unnamed;
  /** What words of the file mean. */
  readonly valueMap: ValueMap;
  /** How days are read that nothing in their column settles, by column. */
  readonly dayOrders: DayOrders;
  readonly preview: ImportPreview | null;
  /** The file of an import that was taken up again is another than it was. */
  readonly fileChanged: boolean;
  readonly report: ImportReport | null;
  /** The newest failure, said in the wizard. */
  readonly error: unknown;
  readonly busy: boolean;
}

/** What is chosen beside the preview. */
type Choices = Pick<
  ImportState,
  'createMissing' | 'write' | 'empty' | 'matchKey' | 'same' | 'undecided' | 'unnamed' | 'valueMap'
>;

export interface ImportFlow extends Omit<ImportState, 'matchKey'> {
  /** By what stored records are found. */
  readonly matchKey: MatchKey;
  readonly pick: () => void;
  /** Takes up the import that was begun last and not finished. */
  readonly resume: () => void;
  readonly inspect: (kind: ImportKind | null, format: FormatChoice | null) => void;
  readonly map: (field: string, column: number | null) => void;
  readonly chooseDayOrder: (column: string, order: DayOrder) => void;
  readonly choosePipeline: (choice: PipelineChoice) => void;
  /** The day on which the data of a new pipeline end; null = they are live. */
  readonly asOfDay: string | null;
  readonly chooseAsOf: (day: string | null) => void;
  readonly chooseCreateMissing: (create: boolean) => void;
  readonly chooseWrite: (write: WriteMode, empty: EmptyCells) => void;
  readonly chooseKey: (key: MatchKey) => void;
  readonly chooseUnnamed: (unnamed: Unnamed) => void;
  /** Says what a word of the file means; null = what it says. */
  readonly chooseValue: (field: string, word: string, value: string | null) => void;
  /** Says which stored record one of the file is: its id, `new`, or null = not decided. */
  readonly chooseSame: (key: string, id: string | null) => void;
  readonly chooseUndecided: (undecided: Undecided) => void;
  readonly check: () => void;
  readonly back: () => void;
  readonly run: (onDone: (report: ImportReport) => void) => void;
  readonly saveRejects: (
    fileFormat: ExportFormat,
    onDone: (saved: NonNullable<CallOutput<'import.saveRejects'>>) => void,
  ) => void;
  readonly checking: JobHandle<'import.preview'>;
  readonly running: JobHandle<'import.run'>;
  readonly saving: JobHandle<'import.saveRejects'>;
}

function choicesOf(state: Choices): Choices {
  const { createMissing, write, empty, matchKey, same, undecided, unnamed, valueMap } = state;
  return { createMissing, write, empty, matchKey, same, undecided, unnamed, valueMap };
}

function withValue(map: ValueMap, field: string, word: string, value: string | null): ValueMap {
  const { [word]: _old, ...others } = map[field] ?? {};
  return { ...map, [field]: value === null ? others : { ...others, [word]: value } };
}

function withSame(same: Same, key: string, id: string | null): Same {
  const { [key]: _old, ...others } = same;
  return id === null ? others : { ...others, [key]: id };
}

/** A new pipeline for the opportunities of a file, called like the file. Its as-of day is added to the plan. */
export function newPipeline({
  fileName,
}: ImportInspection): Extract<PipelineChoice, { kind: 'new' }> {
  return {
    kind: 'new',
    name: fileName.replace(/\.[^.]*$/, '').slice(0, 120),
    currency: 'CNY',
    origin: 'imported',
    sourceNote: '',
    asOfDay: null,
  };
}

/** The steps of an import: file → columns → check → report. Nothing is written before the last. */
export function useImport(fileToken: string | null, pipelineId: string | null): ImportFlow {
  const [state, setState] = useState<ImportState>({
    step: 'file',
    inspection: null,
    mapping: {},
    pipeline: pipelineId === null ? null : { kind: 'existing', id: pipelineId },
    givenAsOf: undefined,
    createMissing: true,
    write: 'both',
    empty: 'clear',
    matchKey: null,
    same: {},
    undecided: 'new',
    unnamed: 'derive',
    valueMap: {},
    dayOrders: {},
    preview: null,
    fileChanged: false,
    report: null,
    error: null,
    busy: fileToken !== null,
  });
  const checking = useJob('import.preview', 'preview', { failure: 'inline' });
  const running = useJob('import.run', 'import', { failure: 'inline' });
  const saving = useJob('import.saveRejects', 'export');
  const patch = (part: Partial<ImportState>) => setState((old) => ({ ...old, ...part }));

  const shown = (inspection: ImportInspection | null) => {
    if (inspection === null) return patch({ busy: false });
    const { mapping, valueMap, same } = inspection;
    return setState((old) => ({
      ...old,
      inspection,
      mapping,
      valueMap,
      matchKey: null,
      same,
      fileChanged: false,
      dayOrders: {},
      // With no pipeline to choose there is only a new one; the file's name is a good first guess.
      pipeline: old.pipeline ?? newPipeline(inspection),
      givenAsOf: undefined,
      step: 'columns',
      preview: null,
      busy: false,
    }));
  };
  const resumed = ({ inspection, plan: kept, changed }: ResumedImport) => {
    shown(inspection);
    patch({
      fileChanged: changed,
      pipeline: kept.pipeline,
      givenAsOf: kept.pipeline?.kind === 'new' ? kept.pipeline.asOfDay : undefined,
      createMissing: kept.kind !== 'opportunity' || kept.createMissing === true,
      write: kept.write ?? 'both',
      empty: kept.empty ?? 'clear',
      matchKey: kept.key ?? null,
      same: kept.same ?? {},
      undecided: kept.undecided ?? 'new',
      unnamed: kept.unnamed ?? 'derive',
      dayOrders: changed ? {} : (kept.dayOrders ?? {}),
    });
  };
  const failed = (error: unknown) => patch({ error, busy: false });
  const begin = (read: Promise<ImportInspection | null>) => {
    patch({ busy: true, error: null });
    read.then(shown, failed);
  };

  const onShown = useEffectEvent(shown);
  const onFailed = useEffectEvent(failed);
  useEffect(() => {
    if (fileToken === null) return;
    call('import.inspect', { fileToken, kind: null, format: null }).then(
      (inspection) => onShown(inspection),
      (error: unknown) => onFailed(error),
    );
  }, [fileToken]);

  const asOfDay =
    state.givenAsOf !== undefined
      ? state.givenAsOf
      : state.inspection === null
        ? null
        : dataEnd(state.inspection, state.mapping);
  const { inspection: seen } = state;
  const givenKey =
    seen === null
      ? 'externalId'
      : usableKey({ kind: seen.kind, mapping: state.mapping, pipeline: state.pipeline }, seen.key);
  const plan = (choices: Choices = choicesOf(state)): ImportPlan | null => {
    const { inspection, mapping, pipeline } = state;
    const { createMissing, matchKey, ...others } = choices;
    if (inspection === null) return null;
    const { fileToken: token, kind, format } = inspection;
    return {
      fileToken: token,
      kind,
      format,
      mapping,
      pipeline:
        kind !== 'opportunity'
          ? null
          : pipeline?.kind === 'new'
            ? { ...pipeline, asOfDay }
            : pipeline,
      createMissing: kind === 'opportunity' && createMissing,
      dayOrders: dayOrdersOf(inspection.orderedDays, state.dayOrders),
      key: matchKey ?? givenKey,
      ...others,
    };
  };

  const check = (change: Partial<Choices> = {}) => {
    const choices = choicesOf({ ...state, ...change });
    const input = plan(choices);
    if (input === null) return;
    patch({ step: 'check', preview: null, error: null, ...choices });
    void checking.run(input).then((preview) => {
      if (preview !== null) patch({ preview });
    });
  };

  return {
    ...state,
    matchKey: state.matchKey ?? givenKey,
    asOfDay,
    checking,
    running,
    saving,
    error: state.error ?? checking.error ?? running.error,
    pick: () => begin(call('import.pickFile', {})),
    resume() {
      patch({ busy: true, error: null });
      call('import.resume', {}).then(resumed, failed);
    },
    inspect(kind, format) {
      if (state.inspection === null) return;
      begin(call('import.inspect', { fileToken: state.inspection.fileToken, kind, format }));
    },
    map: (field, column) =>
      setState((old) => {
        const { [field]: _old, ...others } = old.mapping;
        const mapping = column === null ? others : { ...others, [field]: column };
        return { ...old, mapping, matchKey: null };
      }),
    chooseDayOrder: (column, order) =>
      patch({ dayOrders: { ...state.dayOrders, [column]: order } }),
    choosePipeline: (pipeline) => patch({ pipeline, matchKey: null }),
    chooseAsOf: (day) => patch({ givenAsOf: day }),
    chooseCreateMissing: (createMissing) => check({ createMissing }),
    chooseWrite: (write, empty) => check({ write, empty }),
    chooseKey: (matchKey) => check({ matchKey }),
    chooseUnnamed: (unnamed) => check({ unnamed }),
    chooseValue: (field, word, value) =>
      check({ valueMap: withValue(state.valueMap, field, word, value) }),
    chooseSame: (key, id) => check({ same: withSame(state.same, key, id) }),
    chooseUndecided: (undecided) => check({ undecided }),
    check: () => check(),
    back: () => patch({ step: state.step === 'check' ? 'columns' : 'file', error: null }),
    run(onDone) {
      const input = plan();
      if (input === null) return;
      void running.run(input).then((report) => {
        if (report === null) return;
        patch({ report, step: 'report' });
        onDone(report);
      });
    },
    saveRejects(fileFormat, onDone) {
      const input = plan();
      if (input === null) return;
      // A pipeline that the import has made is there by now.
      const made = state.report?.pipelineId ?? null;
      const pipeline: PipelineChoice =
        made === null ? input.pipeline : { kind: 'existing', id: made };
      void saving.run({ ...input, pipeline, fileFormat }).then((saved) => {
        if (saved !== null) onDone(saved);
      });
    },
  };
}
