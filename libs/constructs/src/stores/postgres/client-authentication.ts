import { databaseName } from './postgres-names.ts';

/**
 * Who may connect how (https://www.postgresql.org/docs/current/auth-pg-hba-conf.html). The image lets every address in
 * with a password, but not for replication, by which base backups are taken.
 */
export const clientAuthentication = `# type  database     user         address  method
local   all          all                   trust
host    all          all          all      scram-sha-256
host    replication  ${databaseName}      all      scram-sha-256
`;
