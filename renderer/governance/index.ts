export { AuditSection } from './AuditSection';
export { PersonalSection } from './PersonalSection';
