/** The calendar day (ISO) of an instant (epoch ms) where the person is. */
export function localDay(at: number): string {
  return new Intl.DateTimeFormat('en-CA').format(at);
}
