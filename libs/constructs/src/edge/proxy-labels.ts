/** The label of the proxies of a Gateway, with its name: https://gateway-api.sigs.k8s.io/geps/gep-1762/ */
export const proxyLabels = (gateway: string): Record<string, string> => ({
  'gateway.networking.k8s.io/gateway-name': gateway,
});
