import { expect, test } from 'vitest';
import { sourceNoteIn } from '#renderer/pipeline/parts/source-note';
import manifest from '#resources/demo/manifest.json';

test('the notes of the demo stand in the language of the reader, whichever it was made in', () => {
  for (const { sourceNote } of manifest.pipelines) {
    for (const made of ['zh-CN', 'en'] as const) {
      expect(sourceNoteIn(sourceNote[made], 'en')).toBe(sourceNote.en);
      expect(sourceNoteIn(sourceNote[made], 'zh-CN')).toBe(sourceNote['zh-CN']);
    }
  }
});

test('what people wrote stays as written', () => {
  expect(sourceNoteIn('来自财务部', 'en')).toBe('来自财务部');
  expect(sourceNoteIn('', 'en')).toBe('');
});
