import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/kit/field/Field';
import { Button, Checkbox, Select } from '#renderer/kit/ui';
import {
  GROUP_FIELDS,
  GROUP_ORDERS,
  type GroupField,
  type Grouping,
} from '#shared/pipeline/grid-groups';
import styles from '../layout/layout.module.css';
import { useLayout } from '../layout/use-layout';

const NONE = '';

/** By what rows are gathered, and in which order the groups stand. Every change holds at once. */
export function GroupForm(props: { readonly onClose: () => void }) {
  const { t } = useTranslation('views');
  const { layout, change } = useLayout();
  const { grouping } = layout;
  const [first = null, second = null] = grouping?.fields ?? [];
  const set = (next: Grouping | null) =>
    change((old) => ({ ...old, grouping: next, expansion: { open: true, except: [] } }));
  const setFields = (fields: readonly (GroupField | null)[]) => {
    const chosen = [...new Set(fields.filter((field) => field !== null))];
    const { orderBy = 'value', desc = false } = grouping ?? {};
    set(chosen.length === 0 ? null : { fields: chosen, orderBy, desc });
  };
  const fieldOf = (value: string) => GROUP_FIELDS.find((field) => field === value) ?? null;
  const options = (without: GroupField | null) => [
    { value: NONE, label: t('group.none') },
    ...GROUP_FIELDS.filter((field) => field !== without).map((field) => ({
      value: field as string,
      label: t(`group.field.${field}`),
    })),
  ];
  const expand = (open: boolean) => change((old) => ({ ...old, expansion: { open, except: [] } }));
  return (
    <div className={styles.groupForm} role="group" aria-label={t('group.title')}>
      <Field label={t('group.first')}>
        <Select
          value={first ?? NONE}
          options={options(null)}
          onChange={(value) => setFields([fieldOf(value), second])}
        />
      </Field>
      <Field label={t('group.second')}>
        <Select
          disabled={first === null}
          value={second ?? NONE}
          options={options(first)}
          onChange={(value) => setFields([first, fieldOf(value)])}
        />
      </Field>
      <Field label={t('group.order')}>
        <Select
          disabled={grouping === null}
          value={grouping?.orderBy ?? 'value'}
          options={GROUP_ORDERS.map((value) => ({ value, label: t(`group.orderBy.${value}`) }))}
          onChange={(orderBy) => {
            if (grouping !== null) set({ ...grouping, orderBy });
          }}
        />
      </Field>
      <Checkbox
        disabled={grouping === null}
        checked={grouping?.desc ?? false}
        onChange={(event) => {
          if (grouping !== null) set({ ...grouping, desc: event.target.checked });
        }}
      >
        {t('group.desc')}
      </Checkbox>
      <div className={styles.groupFoot}>
        <span>
          <Button
            size="small"
            type="text"
            disabled={grouping === null}
            onClick={() => expand(true)}
          >
            {t('group.expandAll')}
          </Button>
          <Button
            size="small"
            type="text"
            disabled={grouping === null}
            onClick={() => expand(false)}
          >
            {t('group.collapseAll')}
          </Button>
        </span>
        <Button size="small" type="primary" onClick={props.onClose}>
          {t('columns.done')}
        </Button>
      </div>
    </div>
  );
}
