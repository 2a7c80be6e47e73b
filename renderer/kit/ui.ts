/**
 * The UI components that screens may use. Rooms import from here, so that a change of library or of
 * a default has one place. Missing one? Add it here.
 */
export {
  Alert,
  AutoComplete,
  Button,
  Checkbox,
  Collapse,
  Descriptions,
  Divider,
  Drawer,
  Dropdown,
  Flex,
  Input,
  InputNumber,
  Modal,
  Popconfirm,
  Popover,
  Segmented,
  Select,
  Slider,
  Space,
  Steps,
  Table,
  Tag,
  Tooltip,
  Typography,
} from 'antd';
export type { InputRef, TableColumnsType } from 'antd';
