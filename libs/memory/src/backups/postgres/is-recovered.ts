import pg from 'pg';

/** Whether a PostgreSQL answers that has read all of its log back; false also when nobody answers yet. */
export const isRecovered = async (url: string): Promise<boolean> => {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'restore-drill',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ readonly recovered: boolean }>(
      'SELECT NOT pg_is_in_recovery() AS recovered',
    );
    return rows[0]?.recovered === true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
};
