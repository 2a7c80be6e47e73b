import { SearchOutlined } from '@ant-design/icons';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommandHandler, useCommandHint } from '#renderer/app/commands/registry';
import type { InputRef } from '#renderer/kit/ui';
import { useView } from '../view/use-view';
import styles from './toolbar.module.css';
import { SlowInput } from './SlowInput';

/** Search over name, account, owner, product and need. ↓ goes to the rows. */
export function QuickSearch(props: { readonly onDown: () => void }) {
  const { t } = useTranslation('pipeline');
  const { query, change } = useView();
  const field = useRef<InputRef>(null);
  const hint = useCommandHint('room.search');
  useCommandHandler('room.search', () => field.current?.focus({ cursor: 'all' }));
  return (
    <div
      className={styles.search}
      role="search"
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        props.onDown();
      }}
    >
      <SlowInput
        inputRef={field}
        value={query.quick}
        onChange={(quick) => change((view) => ({ ...view, quick }))}
        prefix={<SearchOutlined aria-hidden />}
        {...(hint === null || query.quick !== '' ? {} : { suffix: <kbd>{hint}</kbd> })}
        placeholder={t('search.placeholder')}
        aria-label={t('search.label')}
      />
    </div>
  );
}
