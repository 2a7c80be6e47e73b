import type { DocumentText } from '#shared/composer/text';
import type { ColumnFilter, GridField, GridQuery } from '#shared/pipeline/model';

/** What the sentences of a filter need beside the texts under `pipeline:`. */
export interface FilterWords {
  readonly text: DocumentText;
  /** A value of a list as a person reads it; null = blank. */
  readonly label: (field: GridField, value: string | null) => string;
  /** A number of a range in the unit of its field. */
  readonly number: (field: GridField, value: number) => string;
}

/** The search and the filters of a view as sentences, each complete: a file is read without the window beside it. */
export function filterSentences(query: GridQuery, words: FilterWords): string[] {
  const { text } = words;
  const search = query.quick === '' ? [] : [text('filter.search', { text: query.quick })];
  const filters = Object.entries(query.filters).map(([field, filter]) =>
    text('filter.sentence', {
      column: text(`field.${field}`),
      condition: condition(field as GridField, filter, words),
    }),
  );
  return [...search, ...filters];
}

function condition(field: GridField, filter: ColumnFilter, words: FilterWords): string {
  const { text, label, number } = words;
  switch (filter.kind) {
    case 'in':
      return filter.values.length === 0
        ? text('filter.noneChosen')
        : filter.values.map((value) => label(field, value)).join(text('filter.and'));
    case 'contains':
      return text('filter.containsText', { text: filter.text });
    case 'numberRange': {
      const shown = (value: number | null) => (value === null ? null : number(field, value));
      return range(shown(filter.from), shown(filter.to), text);
    }
    case 'dayRange':
      return range(filter.from, filter.to, text);
    case 'dayPreset':
      return text(`filter.preset.${filter.preset}`);
    case 'ageRange': {
      const days = (count: number | null) => (count === null ? null : text('daysShort', { count }));
      return range(days(filter.least), days(filter.most), text);
    }
  }
}

function range(from: string | null, to: string | null, text: DocumentText): string {
  if (from === null) return text('filter.upTo', { to: to ?? '' });
  if (to === null) return text('filter.startingAt', { from });
  return text('filter.between', { from, to });
}
