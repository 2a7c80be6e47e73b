import type { ComponentProps } from 'react';
import type { CallName } from '#shared/contract';
import { Button, Tooltip } from '../kit/ui';
import { useOffer } from './offers';
import styles from './offer.module.css';

/** A reason that only a mouse can find is none. */
const TOLD_ON: ('hover' | 'focus')[] = ['hover', 'focus'];

type Props = ComponentProps<typeof Button> & {
  /** What it ends in. */
  readonly call: CallName;
};

/**
 * A button that is offered to those who may do what it leads to. To others it says why not, also by keyboard: it keeps
 * its place and the focus, and does nothing.
 */
export function OfferButton({ call, ...button }: Props) {
  const refusal = useOffer(call);
  if (refusal === null) return <Button {...button} />;
  const {
    onClick: _,
    loading: __,
    disabled: ___,
    htmlType: ____,
    danger: _____,
    ...shown
  } = button;
  return (
    <Tooltip title={refusal} trigger={TOLD_ON}>
      <Button
        {...shown}
        type={shown.type === 'text' ? 'text' : 'default'}
        aria-disabled
        className={styles.refused ?? ''}
      />
    </Tooltip>
  );
}
