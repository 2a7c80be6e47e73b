import {
  AuditOutlined,
  BookOutlined,
  EditOutlined,
  ExperimentOutlined,
  HomeOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  MergeOutlined,
  TableOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { LOCATIONS, type PlaceName } from '../locations';
import styles from './frame.module.css';
import { Logo } from './Logo';

const ICONS: Readonly<Record<PlaceName, ComponentType<{ 'aria-hidden': boolean }>>> = {
  home: HomeOutlined,
  pipeline: TableOutlined,
  account: TeamOutlined,
  duplicates: MergeOutlined,
  sandbox: ExperimentOutlined,
  composer: EditOutlined,
  exports: AuditOutlined,
  content: BookOutlined,
  verify: SafetyCertificateOutlined,
  settings: SettingOutlined,
};

const ROOMS: readonly PlaceName[] = [
  'home',
  'pipeline',
  'sandbox',
  'composer',
  'content',
  'verify',
];

/** Where one can go: icon and word, never an icon alone. */
export function Navigation() {
  const { t } = useTranslation('app');
  return (
    <nav className={styles.navigation} aria-label={t('navigation')}>
      <div className={styles.brand}>
        <Logo />
        <span>{t('brand')}</span>
      </div>
      {ROOMS.map((place) => (
        <PlaceLink key={place} place={place} />
      ))}
      <div className={styles.spacer} />
      <PlaceLink place="settings" />
    </nav>
  );
}

function PlaceLink({ place }: { readonly place: PlaceName }) {
  const { t } = useTranslation('app');
  const Icon = ICONS[place];
  return (
    <Link
      to={LOCATIONS[place].path}
      className={styles.place ?? ''}
      activeOptions={{ exact: true, includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
    >
      <Icon aria-hidden />
      <span>{t(`place.${place}`)}</span>
    </Link>
  );
}
