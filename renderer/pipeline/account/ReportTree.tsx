import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOffer } from '#renderer/app/offers';
import { under } from '#shared/pipeline/accounts/decision-map';
import type { AccountPerson } from '#shared/pipeline/accounts/model';
import { reportingTree, treeLines } from '#shared/pipeline/accounts/reports';
import styles from './account.module.css';
import { useSavePerson } from './use-save-person';

/**
 * Who reports to whom, drawn as a tree. Arrow keys go through it; Enter picks a person up, Enter on another one puts it
 * there, Backspace puts it at the top, Esc leaves it where it was. Nobody reports to somebody below.
 */
export function ReportTree({ people }: { readonly people: readonly AccountPerson[] }) {
  const { t } = useTranslation(['accounts', 'common']);
  const save = useSavePerson();
  const refusal = useOffer('account.updatePerson');
  const lines = treeLines(reportingTree(people));
  const [focused, setFocused] = useState<string | null>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const items = useRef(new Map<string, HTMLElement>());
  const at = Math.max(
    0,
    lines.findIndex(({ person }) => person.id === focused),
  );
  const current = lines[at];
  const nameOf = (id: string | null): string => people.find((one) => one.id === id)?.name ?? '';

  const goTo = (id: string | null | undefined) => {
    if (id === null || id === undefined) return;
    setFocused(id);
    items.current.get(id)?.focus();
  };
  const put = (managerId: string | null) => {
    const person = people.find(({ id }) => id === picked);
    setPicked(null);
    if (person === undefined || person.managerId === managerId) return;
    setSaid(
      t(managerId === null ? 'map.tree.putOnTop' : 'map.tree.put', {
        name: person.name,
        manager: nameOf(managerId),
      }),
    );
    void save(person, { managerId });
  };
  const press = (id: string) => {
    if (refusal !== null) setSaid(refusal);
    else if (picked === null) {
      setPicked(id);
      setSaid(t('map.tree.picked', { name: nameOf(id) }));
    } else if (picked === id) {
      setPicked(null);
      setSaid('');
    } else if (under(people, picked).has(id)) {
      setSaid(t('map.tree.circle', { name: nameOf(picked), manager: nameOf(id) }));
    } else put(id);
  };
  const onKey = (event: KeyboardEvent) => {
    if (current === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const { person, parentId } = current;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => goTo(lines[at + 1]?.person.id),
      ArrowUp: () => goTo(lines[at - 1]?.person.id),
      ArrowRight: () => {
        const next = lines[at + 1];
        if (next?.parentId === person.id) goTo(next.person.id);
      },
      ArrowLeft: () => goTo(parentId),
      Home: () => goTo(lines[0]?.person.id),
      End: () => goTo(lines.at(-1)?.person.id),
      Enter: () => press(person.id),
      ' ': () => press(person.id),
      Backspace: () => {
        if (picked !== null) put(null);
      },
      Escape: () => {
        setPicked(null);
        setSaid('');
      },
    };
    const act = keys[event.key];
    if (act === undefined || (event.key === 'Escape' && picked === null)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <>
      <h3 className={styles.part}>{t('map.tree.title')}</h3>
      <p className={styles.quiet}>{t('map.tree.keys')}</p>
      <ul className={styles.tree} role="tree" aria-label={t('map.tree.title')} onKeyDown={onKey}>
        {lines.map(({ person, level, position, siblings, trail }, index) => (
          <li
            key={person.id}
            ref={(item) => {
              if (item === null) items.current.delete(person.id);
              else items.current.set(person.id, item);
            }}
            role="treeitem"
            aria-level={level}
            aria-posinset={position}
            aria-setsize={siblings}
            aria-selected={picked === person.id}
            {...(lines[index + 1]?.parentId === person.id ? { 'aria-expanded': true } : {})}
            tabIndex={index === at ? 0 : -1}
            onFocus={() => setFocused(person.id)}
          >
            {trail.map((goesOn, depth) => (
              // oxlint-disable-next-line react/no-array-index-key -- a place in the line is what it is
              <span
                key={depth}
                className={styles.trail}
                data-on={goesOn || undefined}
                aria-hidden
              />
            ))}
            {level === 1 ? null : (
              <span
                className={styles.elbow}
                data-last={position === siblings || undefined}
                aria-hidden
              />
            )}
            <span className={styles.treeName} data-picked={picked === person.id || undefined}>
              {person.name}{' '}
              <span className={styles.chipRole}>{t(`common:role.${person.role}`)}</span>
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.quiet} role="status">
        {said}
      </p>
    </>
  );
}
