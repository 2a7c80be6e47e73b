import { exp, log } from '../../engine/elementary';
import { Amounts, ShapeForecast } from '../scoring/forecast';
import { quantilesOf } from './errors-seen';
import type { SalesPanel, SalesSeries } from './sales-panel';

/** Sales of a shop of which only type and size are known: those of known shops in the same week, the more alike the more they count. */

/** How alike sizes are: standard deviation of the kernel on their logarithm. */
const SIZE_SD = 0.25;
/** A shop of another type counts this much. */
const OTHER_TYPE = 0.15;
/** Weeks between those by which the errors are judged. */
const JUDGE_EVERY = 9;

interface Found {
  readonly model: ShapeForecast;
  readonly reference: ShapeForecast;
}

/** @param panel known shops; values of weeks beyond the training rows are forecasts */
export function similarShops(
  panel: SalesPanel,
): (shop: string, department: string) => (week: number) => Found | null {
  const byDepartment = new Map<string, SalesSeries[]>();
  for (const one of panel.series) {
    const list = byDepartment.get(one.department) ?? [];
    list.push(one);
    byDepartment.set(one.department, list);
  }
  const weighted = (
    of: readonly SalesSeries[],
    weights: readonly number[],
    week: number,
  ): number => {
    let sum = 0;
    let weight = 0;
    of.forEach(({ values }, k) => {
      const value = values[week] as number;
      if (Number.isNaN(value)) return;
      sum += (weights[k] as number) * value;
      weight += weights[k] as number;
    });
    return weight > 0 ? sum / weight : NaN;
  };
  const seen = { model: new Ratios(), reference: new Ratios() };
  for (const [department, list] of byDepartment) {
    for (const one of list) {
      const others = list.filter(({ shop }) => shop !== one.shop);
      const weights = others.map(({ shop }) => likeness(panel, one.shop, shop));
      const equal = others.map(() => 1);
      for (let week = 0; week < panel.weeks; week += JUDGE_EVERY) {
        const y = one.values[week] as number;
        seen.model.add(department, y, weighted(others, weights, week));
        seen.reference.add(department, y, weighted(others, equal, week));
      }
    }
  }
  return (shop, department) => {
    const others = byDepartment.get(department) ?? [];
    const weights = others.map((other) => likeness(panel, shop, other.shop));
    const equal = others.map(() => 1);
    return (week) => {
      const model = weighted(others, weights, week);
      if (Number.isNaN(model)) return null;
      const reference = weighted(others, equal, week);
      return {
        model: seen.model.forecast(department, model),
        reference: seen.reference.forecast(department, reference),
      };
    };
  };
}

/** How much a shop says of another; 1 for all where nothing is known of either. */
function likeness({ shops }: SalesPanel, one: string, other: string): number {
  const a = shops.get(one);
  const b = shops.get(other);
  if (a === undefined || b === undefined) return 1;
  const distance = log(a.size / b.size) / SIZE_SD;
  return 1e-9 + exp(-0.5 * distance * distance) * (a.type === b.type ? 1 : OTHER_TYPE);
}

/** What shops sold for each dollar forecast from the others, by department. */
class Ratios {
  private readonly found = new Map<string, number[]>();
  private readonly shapes = new Map<string, Amounts>();

  add(department: string, y: number, forecast: number): void {
    if (Number.isNaN(y) || !(forecast > 0)) return;
    for (const name of [department, EVERY]) {
      const ratios = this.found.get(name) ?? [];
      ratios.push(y / forecast);
      this.found.set(name, ratios);
    }
  }

  forecast(department: string, centre: number): ShapeForecast {
    const enough = (this.found.get(department)?.length ?? 0) >= FEWEST_RATIOS;
    return new ShapeForecast(0, Math.max(1e-6, centre), this.shape(enough ? department : EVERY));
  }

  private shape(name: string): Amounts {
    let shape = this.shapes.get(name);
    if (shape === undefined) {
      shape = new Amounts(quantilesOf(this.found.get(name) ?? [1]));
      this.shapes.set(name, shape);
    }
    return shape;
  }
}

/** Stands for all departments together. */
const EVERY = '';
const FEWEST_RATIOS = 40;
