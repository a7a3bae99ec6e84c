import { announcedIdentifier } from './announced-identifier.ts';

/** Numbers that a hospital gives to a patient: 5 to 12 letters and digits after words that announce one. */
export const medicalRecordNumber = announcedIdentifier({
  type: 'medical_record_number',
  announcement: {
    role: 'medical',
    phrase:
      /(?:mrn|(?:medical|health|patient) record(?: (?:number|no\b\.?|id|#))?|patient (?:id|number|no\b\.?|#)|chart (?:number|no\b\.?)|patientennummer|pasientnummer)(?![a-z])/iy,
  },
  reach: 20,
  isShaped: (value) => /^[A-Z]{0,4}\d{5,12}$/.test(value) && value.length <= 12,
});
