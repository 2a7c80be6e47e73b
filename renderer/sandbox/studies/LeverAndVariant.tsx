import type { ReactNode } from 'react';
import { hasSlider } from '#shared/sandbox/scenario';
import { Select } from '../../kit/ui';
import type { ShownStudy } from './shown-study';
import { useModelText } from './use-model-text';

/** A choice with what it is called. */
interface Choice {
  readonly label: string;
  readonly id: string;
  readonly onChange: (id: string) => void;
}

/** Which lever is asked about, and in which variant. */
export function LeverAndVariant(props: {
  readonly shown: ShownStudy;
  readonly lever: Choice;
  readonly variant: Choice;
}): ReactNode {
  const { shown, lever, variant } = props;
  const text = useModelText();
  const levers = shown.model.levers.filter(hasSlider);
  return (
    <>
      <Select
        aria-label={lever.label}
        value={lever.id}
        options={levers.map(({ id, name }) => ({ value: id, label: text(name) }))}
        onChange={lever.onChange}
        popupMatchSelectWidth={false}
      />
      <Select
        aria-label={variant.label}
        value={variant.id}
        options={shown.request.variants.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={variant.onChange}
        popupMatchSelectWidth={false}
      />
    </>
  );
}
