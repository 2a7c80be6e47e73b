export { AuditSection } from './AuditSection';
export { PersonalSection } from './PersonalSection';
export { RightsSection } from './rights/RightsSection';
