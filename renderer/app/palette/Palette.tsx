import { Modal } from 'antd';
import { Command } from 'cmdk';
import { useDeferredValue, useState } from 'react';
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

  const ids: string[] = [
    ...commands.map(({ row }) => row.id),
    ...views.map(({ id }) => `view:${id}`),
    ...found.map(({ id }) => id),
    ...accounts.map(({ id }) => `account:${id}`),
  ];
  // Results arrive late: the first line is chosen until the person moves to another that is still there.
  const selected = ids.find((id) => id === moved) ?? ids[0] ?? '';

  const choose = (id: CommandId) => {
    const next = [id, ...recent.filter((other) => other !== id)].slice(0, RECENT_LIMIT);
    localStorage.setItem(RECENT_KEY, next.join(','));
    props.onClose();
    // The closing palette gives the focus back; what the command opens must get it after that.
    requestAnimationFrame(() => runCommand(id));
  };

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
          }}
          placeholder={t('app:palette.placeholder')}
        />
        <Command.List label={t('app:palette.results')}>
          <Command.Empty>{t('app:palette.empty')}</Command.Empty>
          {commands.length === 0 ? null : (
            <Command.Group heading={t('app:palette.commands')}>
              {commands.map(({ row, title }) => (
                <Command.Item key={row.id} value={row.id} onSelect={() => choose(row.id)}>
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
                <Command.Item
                  key={id}
                  value={`view:${id}`}
                  onSelect={() => {
                    props.onClose();
                    go('pipeline', { viewId: id });
                  }}
                >
                  <span className={styles.itemText}>{title}</span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {found.length === 0 ? null : (
            <Command.Group heading={t('app:palette.opportunities')}>
              {found.map((row) => (
                <Command.Item
                  key={row.id}
                  value={row.id}
                  onSelect={() => {
                    props.onClose();
                    go('pipeline', { pipelineId: row.pipelineId, opportunityId: row.id });
                  }}
                >
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
                <Command.Item
                  key={id}
                  value={`account:${id}`}
                  onSelect={() => {
                    props.onClose();
                    go('account', { accountId: id });
                  }}
                >
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
