import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wireTime } from '../../database/columns.ts';
import type { AccountKind } from '../amount.ts';

const counted = { type: 'bigint', default: 0 } as const;
const cap = { type: 'bigint', nullable: true } as const;

/** What may be used on one account, what calls under way may still use, and what calls have used. */
@Entity('budget_accounts')
export class BudgetAccountEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'budget_accounts_pkey' })
  tenantId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'budget_accounts_pkey' })
  kind!: AccountKind;

  /** The id of the task or of the session, or the month as YYYY-MM. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'budget_accounts_pkey' })
  key!: string;

  /** The caps of the last reservation; null where there is none. */
  @Column({ ...cap, name: 'cap_nano_usd' })
  capNanoUsd!: string | null;

  @Column({ ...cap, name: 'cap_tokens' })
  capTokens!: string | null;

  @Column({ ...cap, name: 'cap_calls' })
  capCalls!: string | null;

  @Column({ ...counted, name: 'reserved_nano_usd' })
  reservedNanoUsd!: string;

  @Column({ ...counted, name: 'reserved_tokens' })
  reservedTokens!: string;

  @Column({ ...counted, name: 'reserved_calls' })
  reservedCalls!: string;

  @Column({ ...counted, name: 'spent_nano_usd' })
  spentNanoUsd!: string;

  @Column({ ...counted, name: 'spent_tokens' })
  spentTokens!: string;

  @Column({ ...counted, name: 'spent_calls' })
  spentCalls!: string;

  /** When something was last reserved or settled: what a clean-up goes by. */
  @Column({ ...wireTime, name: 'updated_at' })
  updatedAt!: Date;
}
