import { InputNumber, Segmented, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences, useSavePreferences } from '../app/preferences';
import { Section } from '../kit/page/Page';
import styles from './settings.module.css';

const MAX_THREADS = 64;

/** Language, theme, density, amounts, single-key shortcuts, threads. Every change holds at once. */
export function AppearanceSection() {
  const { t } = useTranslation('settings');
  const settings = usePreferences();
  const save = useSavePreferences();
  return (
    <Section title={t('tab.appearance')} titleHidden>
      <Row name={t('language.name')}>
        <Select
          aria-label={t('language.name')}
          className={styles.select ?? ''}
          value={settings.language}
          onChange={(language) => save({ language })}
          options={[
            { value: 'zh-CN' as const, label: '简体中文' },
            { value: 'en' as const, label: 'English' },
          ]}
        />
      </Row>
      <Row name={t('theme.name')}>
        <Segmented
          aria-label={t('theme.name')}
          value={settings.theme}
          onChange={(theme) => save({ theme })}
          options={(['light', 'dark', 'system'] as const).map((value) => ({
            value,
            label: t(`theme.${value}`),
          }))}
        />
      </Row>
      <Row name={t('density.name')} hint={t('density.hint')}>
        <Segmented
          aria-label={t('density.name')}
          value={settings.density}
          onChange={(density) => save({ density })}
          options={(['compact', 'standard', 'comfortable'] as const).map((value) => ({
            value,
            label: t(`density.${value}`),
          }))}
        />
      </Row>
      <Row name={t('amountUnit.name')} hint={t('amountUnit.hint')}>
        <Segmented
          aria-label={t('amountUnit.name')}
          value={settings.amountUnit}
          onChange={(amountUnit) => save({ amountUnit })}
          options={(['auto', 'unit', 'tenThousand'] as const).map((value) => ({
            value,
            label: t(`amountUnit.${value}`),
          }))}
        />
      </Row>
      <Row name={t('singleKeys.name')} hint={t('singleKeys.hint')}>
        <Switch
          aria-label={t('singleKeys.name')}
          checked={settings.singleKeyShortcuts}
          onChange={(singleKeyShortcuts) => save({ singleKeyShortcuts })}
        />
      </Row>
      <Row name={t('threads.name')} hint={t('threads.hint')}>
        <InputNumber
          aria-label={t('threads.name')}
          min={0}
          max={MAX_THREADS}
          precision={0}
          value={settings.threads}
          onChange={(threads) => save({ threads: threads ?? 0 })}
        />
      </Row>
    </Section>
  );
}

function Row(props: {
  readonly name: string;
  readonly hint?: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.row}>
      <div className={styles.rowName}>
        <span>{props.name}</span>
        {props.hint === undefined ? null : <small>{props.hint}</small>}
      </div>
      {props.children}
    </div>
  );
}
