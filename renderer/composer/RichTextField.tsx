import {
  BoldOutlined,
  OrderedListOutlined,
  StrikethroughOutlined,
  UnderlineOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import {
  type Editor,
  EditorContent,
  type JSONContent,
  useEditor,
  useEditorState,
} from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RichText } from '#shared/composer/model';
import { Button, Tooltip } from '../kit/ui';
import styles from './composer.module.css';

/** The schema of a rich text block: what `richTextSchema` allows and nothing else. No italics in Chinese. */
const EXTENSIONS = [
  StarterKit.configure({
    heading: false,
    codeBlock: false,
    horizontalRule: false,
    italic: false,
    link: false,
    gapcursor: false,
    dropcursor: false,
  }),
];

/** On a Chinese keyboard the key of `/` writes `、`. */
const MENU_KEYS = ['/', '、'];
const isBlank = (doc: { readonly childCount: number; readonly textContent: string }) =>
  doc.childCount === 1 && doc.textContent === '';

/** Prose of a block: bold, underline, lists, quotes; JSON in, JSON out, never HTML. */
export function RichTextField(props: {
  readonly doc: RichText;
  readonly label: string;
  readonly onChange: (doc: RichText) => void;
  /** Asked for another kind of block: `/` or `、` typed where there is no text yet. */
  readonly onBlockMenu: () => void;
}) {
  const { doc, label } = props;
  const blockMenu = useEffectEvent(() => props.onBlockMenu());
  const changed = useEffectEvent((next: RichText) => props.onChange(next));
  const editor = useEditor({
    extensions: EXTENSIONS,
    injectCSS: false,
    content: doc as JSONContent,
    editorProps: {
      attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true' },
      handleKeyDown: (view, event) => {
        if (event.isComposing || !MENU_KEYS.includes(event.key) || !isBlank(view.state.doc)) {
          return false;
        }
        blockMenu();
        return true;
      },
    },
    onUpdate: ({ editor: current }) => changed(current.getJSON() as RichText),
  });
  useEffect(() => {
    // Undo of the document brings another text from outside; typing brings our own back.
    const present = JSON.stringify(editor.getJSON());
    if (present !== JSON.stringify(doc))
      editor.commands.setContent(doc as JSONContent, { emitUpdate: false });
  }, [editor, doc]);
  return (
    <div className={styles.richText}>
      <Toolbar editor={editor} />
      <EditorContent editor={editor} className={styles.prose} />
    </div>
  );
}

function Toolbar({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation('composer');
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      bold: current.isActive('bold'),
      underline: current.isActive('underline'),
      strike: current.isActive('strike'),
      bulletList: current.isActive('bulletList'),
      orderedList: current.isActive('orderedList'),
    }),
  });
  const chain = () => editor.chain().focus();
  const tools = [
    { id: 'bold', icon: <BoldOutlined aria-hidden />, run: () => chain().toggleBold().run() },
    {
      id: 'underline',
      icon: <UnderlineOutlined aria-hidden />,
      run: () => chain().toggleUnderline().run(),
    },
    {
      id: 'strike',
      icon: <StrikethroughOutlined aria-hidden />,
      run: () => chain().toggleStrike().run(),
    },
    {
      id: 'bulletList',
      icon: <UnorderedListOutlined aria-hidden />,
      run: () => chain().toggleBulletList().run(),
    },
    {
      id: 'orderedList',
      icon: <OrderedListOutlined aria-hidden />,
      run: () => chain().toggleOrderedList().run(),
    },
  ] as const;
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('text.toolbar')}>
      {tools.map((tool) => (
        <Tooltip key={tool.id} title={t(`text.${tool.id}`)}>
          <Button
            size="small"
            type="text"
            icon={tool.icon}
            aria-label={t(`text.${tool.id}`)}
            aria-pressed={active[tool.id]}
            onClick={tool.run}
          />
        </Tooltip>
      ))}
    </div>
  );
}
