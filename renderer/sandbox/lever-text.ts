import type { TFunction } from 'i18next';
import type { Levers } from '#shared/sandbox/request';

/** A variant's levers in a few words, e.g. "折扣 5% · 售前 +2 人"; carry-on says so. */
export function describeLevers(levers: Levers, t: TFunction<'sandbox'>): string {
  const parts = [
    levers.discountPct > 0 ? t('leverText.discount', { value: levers.discountPct }) : '',
    levers.extraSolutionEngineers > 0
      ? t('leverText.engineers', { value: levers.extraSolutionEngineers })
      : '',
    levers.followUpSpeed === 1 ? '' : t('leverText.followUp', { value: levers.followUpSpeed }),
    levers.focusSegments.length > 0
      ? t('leverText.focus', { value: levers.focusSegments.map((focus) => focus.value).join('、') })
      : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? t('leverText.none') : parts.join(' · ');
}
