import autocannon from 'autocannon';

const [options = '{}'] = process.argv.slice(2);
const { url, connections, seconds, body, headers } = JSON.parse(options);

const result = await autocannon({
  url,
  connections,
  duration: seconds,
  // Connections take turns with the keys.
  requests: headers.map((each) => ({ method: 'POST', headers: each, body })),
});

const { requests, latency, errors, timeouts } = result;
process.stdout.write(
  JSON.stringify({
    perSecond: result['2xx'] / result.duration,
    p50: latency.p50,
    p99: latency.p99,
    failed: errors + timeouts + result.non2xx,
    statuses: Object.fromEntries(
      Object.entries(result.statusCodeStats).map(([status, { count }]) => [status, count]),
    ),
    total: requests.total,
  }),
);
