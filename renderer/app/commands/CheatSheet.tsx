import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../preferences';
import styles from './commands.module.css';
import { keyLabel, ON_MAC } from './key-label';
import { allCommands, COMMAND_GROUPS, GRID_KEYS } from './table';

/** All shortcuts, from the command table: commands by group, then the keys of the grid. */
export function CheatSheet(props: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation(['app', 'commands']);
  const { singleKeyShortcuts } = usePreferences();
  const commands = COMMAND_GROUPS.map((group) => ({
    group,
    rows: allCommands()
      .filter((row) => row.group === group)
      .map((row) => ({
        id: row.id,
        keys: [...row.keys, ...(singleKeyShortcuts ? (row.singleKeys ?? []) : [])],
      }))
      .filter((row) => row.keys.length > 0),
  })).filter(({ rows }) => rows.length > 0);
  const groups = [...commands, { group: 'grid' as const, rows: GRID_KEYS }];
  return (
    <Modal
      open={props.open}
      onCancel={props.onClose}
      footer={null}
      title={t('app:cheatSheet.title')}
      width={720}
    >
      <div className={styles.sheet}>
        {groups.map(({ group, rows }) => (
          <section key={group} aria-label={t(`app:group.${group}`)}>
            <h3>{t(`app:group.${group}`)}</h3>
            <dl>
              {rows.map(({ id, keys }) => (
                <div key={id} className={styles.sheetRow}>
                  <dt>{t(`commands:${id}`)}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key}>{keyLabel(key, ON_MAC)}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {singleKeyShortcuts ? null : <p>{t('app:cheatSheet.singleOff')}</p>}
    </Modal>
  );
}
