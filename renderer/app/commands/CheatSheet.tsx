import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../preferences';
import styles from './commands.module.css';
import { ON_MAC } from './key-label';
import { commandRows, gridRows } from './sheet-rows';
import { allCommands, COMMAND_GROUPS } from './table';

/** All shortcuts, from the command table: commands by group, then the keys of the grid. */
export function CheatSheet(props: { readonly onClose: () => void }) {
  const { t } = useTranslation(['app', 'commands']);
  const { singleKeyShortcuts } = usePreferences();
  const options = { singleKeys: singleKeyShortcuts, mac: ON_MAC };
  const commands = COMMAND_GROUPS.map((group) => ({
    group,
    rows: commandRows(
      allCommands().filter((row) => row.group === group),
      options,
    ),
  })).filter(({ rows }) => rows.length > 0);
  const groups = [...commands, { group: 'grid' as const, rows: gridRows(ON_MAC) }];
  return (
    <Modal
      open
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
                      <kbd key={key}>{key}</kbd>
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
