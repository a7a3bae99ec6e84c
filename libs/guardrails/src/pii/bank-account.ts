import { announcedIdentifier } from './announced-identifier.ts';

/** Numbers of bank accounts: 6 to 17 digits (NACHA allows 17) after words that announce one. */
export const bankAccount = announcedIdentifier({
  type: 'bank_account_number',
  announcement: {
    role: 'account',
    phrase:
      /(?:(?:bank|checking|savings|current|deposit) (?:account|acct)|(?:account|acct|a\/c)\.? ?(?:number|no\b\.?|nr\b\.?|num\b|#)|(?:konto|bankkonto)(?:nummer|nr\b\.?)|num[eé]ro de (?:compte|cuenta)|kontonummer)/iy,
  },
  reach: 25,
  isShaped: (value) => /^\d{6,17}$/.test(value),
});
