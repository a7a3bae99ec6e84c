import { Inject, Injectable } from '@nestjs/common';
import { plannerArm } from '@octollm/catalogue';
import type { Plan, QueryType } from '@octollm/contracts';
import { InvalidPlanError, validatePlan } from '@octollm/engine';
import { type ClaimedTask, TaskStore } from '@octollm/memory';
import { routeOf } from '@octollm/routing';
import { localArm } from '../swarm/local-arm.ts';
import { swarmPlan } from '../swarm/swarm-plan.ts';
import { swarmFor } from '../swarm/triggers.ts';
import { directPlan, isDirect } from './direct-plan.ts';
import { Planner, PlanningError } from './planner.ts';

export { PlanningError } from './planner.ts';

interface Planned {
  readonly plan: Plan;
  readonly query_type: QueryType;
  readonly complexity: number;
  /** Who made the plan. */
  readonly planner: 'direct' | typeof plannerArm.name;
}

/** Makes the plan of a task. */
@Injectable()
export class Planning {
  constructor(
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(Planner) private readonly planner: Planner,
  ) {}

  /**
   * Makes a plan or has the planner arm make one (see `isDirect`), lets a swarm answer where that is worth it (see
   * `swarmFor`), checks the plan and stores it.
   * @throws PlanningError when there is none that can be executed
   * @throws LeaseLostError when the task is lost or was cancelled; the reason of `signal`
   */
  async plan(claimed: ClaimedTask, deadline: Date, signal: AbortSignal): Promise<Plan> {
    const { lease, request, task } = claimed;
    if (task.status === 'queued') void this.tasks.transition(lease, 'planning');
    const { plan: single, ...data } = await this.single(claimed, deadline, signal);
    const problem = this.problemOf(claimed, single, deadline);
    if (problem !== undefined)
      throw new PlanningError({
        code: 'invalid_plan',
        message: problem.message,
        retryable: false,
        step_id: null,
      });
    const swarm = swarmFor(request, data.complexity);
    const several = swarm === null ? single : swarmPlan(single, swarm, this.planner.arms);
    // One answer that can be paid for is better than several that cannot.
    const plan = this.problemOf(claimed, several, deadline) === undefined ? several : single;
    void this.tasks.savePlan(lease, plan, data);
    return plan;
  }

  private async single(claimed: ClaimedTask, deadline: Date, signal: AbortSignal): Promise<Planned> {
    const { request } = claimed;
    const route = routeOf(request);
    if (isDirect(request, route, this.planner.arms)) {
      const { query_type, complexity } = route;
      return { plan: directPlan(request), query_type, complexity, planner: 'direct' };
    }
    const { budget } = request;
    const planned = await this.planner.ask(claimed, { stepId: 'plan', budget }, { deadline, signal });
    return { ...planned, planner: plannerArm.name };
  }

  private problemOf({ request }: ClaimedTask, plan: Plan, deadline: Date): InvalidPlanError | undefined {
    try {
      validatePlan(plan, {
        arms: [...this.planner.arms, localArm],
        budget: request.budget,
        secondsLeft: (deadline.getTime() - Date.now()) / 1_000,
      });
      return undefined;
    } catch (error) {
      if (error instanceof InvalidPlanError) return error;
      throw error;
    }
  }
}
