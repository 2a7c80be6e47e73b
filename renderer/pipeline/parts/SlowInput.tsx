import { type ReactNode, type Ref, useEffect, useEffectEvent, useState } from 'react';
import { Input, type InputRef } from '#renderer/kit/ui';
import styles from './parts.module.css';

const PAUSE_MS = 120;

interface SlowInputProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly autoFocus?: boolean;
  readonly placeholder?: string;
  readonly prefix?: ReactNode;
  readonly suffix?: ReactNode;
  readonly inputRef?: Ref<InputRef>;
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-keyshortcuts'?: string;
}

/**
 * A text field that tells its value 120 ms after the last key, and never while a Chinese candidate is being
 * composed: half-typed pinyin must not filter.
 */
export function SlowInput({ value, onChange, inputRef, ...rest }: SlowInputProps) {
  const [text, setText] = useState(value);
  const [composing, setComposing] = useState(false);
  const [told, setTold] = useState(value);
  // Changed from outside (filters cleared, other pipeline): show that.
  if (value !== told) {
    setTold(value);
    setText(value);
  }
  const tell = useEffectEvent((next: string) => {
    setTold(next);
    onChange(next);
  });
  useEffect(() => {
    if (composing || text === told) return undefined;
    const timer = setTimeout(() => tell(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, told, composing]);
  return (
    <Input
      {...rest}
      {...(inputRef === undefined ? {} : { ref: inputRef })}
      allowClear
      className={styles.slow ?? ''}
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={(event) => {
        setComposing(false);
        setText(event.currentTarget.value);
      }}
    />
  );
}
