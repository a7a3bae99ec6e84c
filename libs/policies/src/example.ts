import { check, loadFolder, readableReport } from '@octollm/policies';

/** Checks a folder of a shop that still runs one image without a digest. */
export const checkShop = (folder: string): string => {
  const report = check(loadFolder(folder), {
    registries: ['registry.example/shop'],
    calls: [{ namespace: 'shop-production', caller: 'site', callee: 'orders', port: 8080 }],
    floors: [{ namespace: 'shop-production', kind: 'Deployment', atLeast: 2 }],
    waivers: [
      {
        rule: 21,
        namespaces: ['shop-production'],
        kind: 'Deployment',
        name: 'orders',
        subject: /^registry\.example\/shop\/orders:/,
        reason: 'The registry is moved in January; digests are filled in after that.',
        expires: '2027-01-31',
      },
    ],
  });
  return readableReport(report);
};
