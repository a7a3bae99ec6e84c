import { type Service, services } from '@octollm/catalogue';

/** Ports that no service has. */
const firstPort = 20_000;

const arms = services.filter(({ kind }) => kind === 'arm');
/** The connections of the database are counted: it does not serve hundreds of services. */
const copied = arms.filter(({ stores }) => stores.every(({ name }) => name !== 'postgres'));

/** The catalogue with so many arms, of which most are copies of its own, and the orchestrator calling all of them. */
export const withArms = (count: number): readonly Service[] => {
  const more = Array.from({ length: Math.max(0, count - arms.length) }, (_, index) =>
    copied
      .slice(index % copied.length)
      .slice(0, 1)
      .map((arm): Service => ({ ...arm, name: `${arm.name}-${index}`, port: firstPort + index })),
  ).flat();
  return [
    ...services.map(
      (service): Service =>
        service.kind === 'orchestrator' ? { ...service, calls: [...service.calls, ...more] } : service,
    ),
    ...more,
  ];
};
