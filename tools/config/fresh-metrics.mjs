import { register } from 'prom-client';

// Files of tests share their modules, and each starts services of its own, which register their metrics again.
register.clear();
