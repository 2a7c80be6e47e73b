import { Modal } from 'antd';
import { Command } from 'cmdk';
import { type KeyboardEvent, useDeferredValue, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../commands/commands.module.css';
import { keyLabel, ON_MAC } from '../commands/key-label';
import { runCommand, useAvailableCommands } from '../commands/registry';
import { allCommands, type CommandId } from '../commands/table';
import { useFocusOnMount } from '../../kit/use-focus-on-mount';
import { useGo } from '../locations';
import { rank } from './ranking';
import { useFoundAccounts } from './use-found-accounts';
import { useFoundOpportunities } from './use-found-opportunities';
import { useFoundViews } from './use-found-views';

const RECENT_KEY = 'palette:recent';
const RECENT_LIMIT = 6;

function readRecent(): string[] {
  return (localStorage.getItem(RECENT_KEY) ?? '').split(',').filter((id) => id !== '');
}

/** The one box for "go" and "do": commands by Chinese, pinyin, initials or English, and opportunities by name. */
export function Palette(props: { readonly onClose: () => void; readonly hasWorkspace: boolean }) {
  const { t } = useTranslation(['app', 'commands']);
  const [query, setQuery] = useState('');
  const [moved, setMoved] = useState('');
  const [entered, setEntered] = useState(false);
  const deferred = useDeferredValue(query);
  const available = useAvailableCommands();
  const [recent] = useState(readRecent);
  const input = useFocusOnMount<HTMLInputElement>();
  const go = useGo();
  const found = useFoundOpportunities(deferred, props.hasWorkspace);
  const accounts = useFoundAccounts(deferred, props.hasWorkspace);
  const views = useFoundViews(deferred, props.hasWorkspace);

  const commands = rank(
    deferred,
    allCommands()
      .filter(({ id }) => id !== 'app.palette' && available.has(id))
      .map((row) => {
        const english = t(`commands:${row.id}`, { lng: 'en' });
        const title = t(`commands:${row.id}`);
        return { row, title, text: `${title} ${english}`, recent: recent.indexOf(row.id) };
      }),
  );

  const choose = (id: CommandId) => {
    const next = [id, ...recent.filter((other) => other !== id)].slice(0, RECENT_LIMIT);
    localStorage.setItem(RECENT_KEY, next.join(','));
    props.onClose();
    // The closing palette gives the focus back; what the command opens must get it after that.
    requestAnimationFrame(() => runCommand(id));
  };
  const leave = (way: () => void) => () => {
    props.onClose();
    way();
  };
  /** What each line does, in the order of the lines. */
  const does = new Map<string, () => void>([
    ...commands.map(({ row }) => [row.id, () => choose(row.id)] as const),
    ...views.map(({ id }) => [`view:${id}`, leave(() => go('pipeline', { viewId: id }))] as const),
    ...found.map(
      ({ id, pipelineId }) =>
        [id, leave(() => go('pipeline', { pipelineId, opportunityId: id }))] as const,
    ),
    ...accounts.map(
      ({ id }) => [`account:${id}`, leave(() => go('account', { accountId: id }))] as const,
    ),
  ]);
  // Results arrive late: the first line is chosen until the person moves to another that is still there.
  const selected = does.has(moved) ? moved : (does.keys().next().value ?? '');
  const pick = (id: string) => does.get(id)?.();
  const act = useEffectEvent(() => pick(selected));
  // Enter means the list of what was typed, also when that is not there yet.
  const isListed = deferred === query && does.size > 0;
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    setEntered(true);
  };
  useEffect(() => {
    if (entered && isListed) act();
  }, [entered, isListed]);

  return (
    <Modal
      open
      onCancel={props.onClose}
      footer={null}
      closable={false}
      width={640}
      styles={{ container: { padding: 0 }, header: { margin: 0 } }}
      title={<span className="visually-hidden">{t('app:palette.title')}</span>}
    >
      <Command
        shouldFilter={false}
        value={selected}
        onValueChange={setMoved}
        onKeyDown={enter}
        className={styles.palette}
        label={t('app:palette.title')}
        loop
      >
        <Command.Input
          ref={input}
          value={query}
          onValueChange={(text) => {
            setQuery(text);
            setMoved('');
            setEntered(false);
          }}
          placeholder={t('app:palette.placeholder')}
        />
        <Command.List label={t('app:palette.results')}>
          <Command.Empty>{t('app:palette.empty')}</Command.Empty>
          {commands.length === 0 ? null : (
            <Command.Group heading={t('app:palette.commands')}>
              {commands.map(({ row, title }) => (
                <Command.Item key={row.id} value={row.id} onSelect={pick}>
                  <span className={styles.itemText}>{title}</span>
                  <span className={styles.itemSide}>{t(`app:group.${row.group}`)}</span>
                  {[...row.keys, ...(row.singleKeys ?? [])].slice(0, 1).map((key) => (
                    <kbd key={key}>{keyLabel(key, ON_MAC)}</kbd>
                  ))}
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {views.length === 0 ? null : (
            <Command.Group heading={t('app:palette.views')}>
              {views.map(({ id, title }) => (
                <Command.Item key={id} value={`view:${id}`} onSelect={pick}>
                  <span className={styles.itemText}>{title}</span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {found.length === 0 ? null : (
            <Command.Group heading={t('app:palette.opportunities')}>
              {found.map((row) => (
                <Command.Item key={row.id} value={row.id} onSelect={pick}>
                  <span className={styles.itemText}>{row.name}</span>
                  <span className={styles.itemSide}>
                    {[row.accountName, row.ownerName].filter(Boolean).join(' · ')}
                  </span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {accounts.length === 0 ? null : (
            <Command.Group heading={t('app:palette.accounts')}>
              {accounts.map(({ id, name, industry, city }) => (
                <Command.Item key={id} value={`account:${id}`} onSelect={pick}>
                  <span className={styles.itemText}>{name}</span>
                  <span className={styles.itemSide}>
                    {[industry, city].filter(Boolean).join(' · ')}
                  </span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </Modal>
  );
}
