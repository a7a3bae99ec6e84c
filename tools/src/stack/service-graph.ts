import { callersOf, type Service } from '@octollm/catalogue';

const inOrder = async (
  services: readonly Service[],
  before: (service: Service) => readonly Service[],
  work: (service: Service) => Promise<void>,
): Promise<void> => {
  const done = new Map<string, Promise<void>>();
  const run = (service: Service): Promise<void> => {
    const known = done.get(service.name);
    if (known !== undefined) return known;
    const waited = Promise.all(before(service).map(run)).then(() => work(service));
    done.set(service.name, waited);
    return waited;
  };
  await Promise.all(services.map(run));
};

const among = (some: readonly Service[], all: readonly Service[]): readonly Service[] =>
  all.filter((service) => some.some(({ name }) => name === service.name));

/** Works on each service after those it calls, and on as many at once as that allows. */
export const calleesFirst = (
  services: readonly Service[],
  work: (service: Service) => Promise<void>,
): Promise<void> => inOrder(services, (service) => among(service.calls, services), work);

/** Works on each service after those that call it, and on as many at once as that allows. */
export const callersFirst = (
  services: readonly Service[],
  work: (service: Service) => Promise<void>,
): Promise<void> => inOrder(services, (service) => callersOf(service, services), work);
