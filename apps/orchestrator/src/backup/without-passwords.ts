/** A text in which no URL says any more who signs in and with what. */
export const withoutPasswords = (text: string): string => text.replaceAll(/:\/\/[^\s/]*@/g, '://***@');
