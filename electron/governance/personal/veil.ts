import type { Veil } from '#electron/replica/scope';
import type { ReadTx } from '#electron/replica/transaction';
import { findPersonal } from '#shared/governance/personal/find';
import { certain, maskPhone, maskText, maskValue } from '#shared/governance/personal/mask';
import { type Place, placeOf, PLACES, type ScannedTable } from '#shared/governance/personal/places';
import { decide } from '#shared/governance/rights/decide';
import type { RightObject, Subject } from '#shared/governance/rights/model';
import type { Cell } from '#shared/pipeline/model';
import { contactNames } from './contact-names';
import { mayUnmask, mayUnmaskAccount } from './may-unmask';

/** What the records of a table are in the policy. */
const OBJECTS: Readonly<Record<ScannedTable, RightObject>> = {
  contact: 'contact',
  account: 'account',
  opportunity: 'opportunity',
  touchpoint: 'touchpoint',
  stage_event: 'opportunity',
  stage_approval: 'opportunity',
};

/** Texts that were shown lately: windows of a grid and their panel ask for the same again and again. */
const REMEMBERED = 4000;

/** The veil of a person, null for those who see all personal data whole. */
export function veilOf(tx: ReadTx, subject: Subject): PersonalVeil | null {
  const masked = PLACES.filter(({ table }) => !decide(subject, 'seeWhole', OBJECTS[table]).allowed);
  if (masked.length === 0) return null;
  return new PersonalVeil(contactNames(tx), subject, new Set(masked));
}

/** Masks the columns that hold personal data. */
export class PersonalVeil implements Veil {
  readonly #names: ReadonlySet<string>;
  readonly #subject: Subject;
  readonly #masked: ReadonlySet<Place>;
  readonly #texts = new Map<string, string>();

  constructor(names: ReadonlySet<string>, subject: Subject, masked: ReadonlySet<Place>) {
    this.#names = names;
    this.#subject = subject;
    this.#masked = masked;
  }

  /** What a view selects for a column: the column itself, or what is shown of it. */
  selected(table: string, column: string): string {
    const place = this.#place(table, column);
    return place === undefined ? column : `shown('${place.holds}', ${column}) AS ${column}`;
  }

  /** Whether a table has columns that are masked. */
  covers(table: string): boolean {
    return [...this.#masked].some((one) => one.table === table);
  }

  cell(entity: string, column: string, value: Cell): Cell {
    const place = this.#place(entity, column);
    if (place === undefined || typeof value !== 'string') return value;
    return this.shown(place.holds, value);
  }

  text(value: string): string {
    const known = this.#texts.get(value);
    if (known !== undefined) return known;
    const masked = maskText(value, { names: this.#names });
    if (this.#texts.size >= REMEMBERED) this.#texts.clear();
    this.#texts.set(value, masked);
    return masked;
  }

  hidden(value: string): { original: string; mask: string }[] {
    return certain(findPersonal(value, { names: this.#names })).map(({ start, end, kind }) => {
      const original = value.slice(start, end);
      return { original, mask: maskValue(original, kind) };
    });
  }

  shown(way: string, value: string): string {
    switch (way) {
      case 'name':
      case 'email':
        return maskValue(value, way);
      case 'phone':
        return maskPhone(value);
      default:
        return this.text(value);
    }
  }

  mayUnmask(tx: ReadTx, opportunityId: string): boolean {
    return mayUnmask(tx, this.#subject, opportunityId);
  }

  mayUnmaskAccount(tx: ReadTx, accountId: string): boolean {
    return mayUnmaskAccount(tx, this.#subject, accountId);
  }

  #place(table: string, column: string): Place | undefined {
    const place = placeOf(table, column);
    return place !== undefined && this.#masked.has(place) ? place : undefined;
  }
}
