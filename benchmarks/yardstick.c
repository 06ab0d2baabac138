/* The same arithmetic as two compiled functions of the model, by hand: how far from C is numba?
 *
 * ask()     open_dissent and joined in simulator/model/mechanisms/audience.py
 * eliminate() newton_step in simulator/bargaining/war_rows.py
 *
 * Every operation in the same order, so the results must be equal to the last bit (compiled with
 * -ffp-contract=off, as numba contracts nothing either). Benchmark only: the model never calls it.
 */
#include <math.h>
#include <stdint.h>

static int64_t joined(const double *thresholds, const double *felt, int64_t first, int64_t last,
                      double pull, double share)
{
    double level = share + 1e-12;
    int64_t number = 0;
    for (int64_t i = first; i < last; i++)
        number += thresholds[i] - pull * felt[i] <= level ? 1 : 0;
    return number;
}

/* One question to one audience; `passes` counts how often all members were looked at. */
double ask(int64_t members, const double *thresholds, const double *felt, const int64_t *starts,
           const double *weights, const double *grievance, double scale, int64_t *passes)
{
    double share = 0.0;
    for (int64_t turn = 0; turn <= members; turn++) {
        double after = 0.0;
        for (int bloc = 0; bloc < 4; bloc++)
            after += weights[bloc] * (double)joined(thresholds, felt, starts[bloc],
                                                    starts[bloc + 1], scale * grievance[bloc], share);
        *passes += 1;
        if (after <= share)
            break;
        share = after;
    }
    return share < 1.0 ? share : 1.0;
}

/* `questions` questions to one audience, each with grievances of its own; answers are filled. */
int64_t ask_all(int64_t questions, int64_t members, const double *thresholds, const double *felt,
                const int64_t *starts, const double *weights, const double *grievances,
                double scale, double *answers)
{
    int64_t passes = 0;
    for (int64_t q = 0; q < questions; q++)
        answers[q] = ask(members, thresholds, felt, starts, weights, grievances + 4 * q, scale,
                         &passes);
    return passes;
}

/* One Newton step on n positions: both rows of one regime, a block-tridiagonal system. */
double eliminate(int64_t n, const double *rates_A, const double *rates_D, double discount_A,
                 double discount_D, double caution, const double *fixed, const double *signing,
                 double *known, double *values_A, double *values_D)
{
    double up_A = rates_A[0], down_A = rates_A[1], up_D = rates_D[0], down_D = rates_D[1];
    double leave_A = discount_A + caution, leave_D = discount_D + caution;
    for (int column = 0; column < 6; column++) {
        leave_A += rates_A[column];
        leave_D += rates_D[column];
    }
    double to_AA = 0, to_AD = 0, to_DA = 0, to_DD = 0, at_A = 0, at_D = 0;
    for (int64_t k = 0; k < n; k++) {
        double a = leave_A + signing[k] - down_A * to_AA;
        double b = -signing[n + k] - down_A * to_AD;
        double c = -signing[4 * n + k] - down_D * to_DA;
        double d = leave_D + signing[3 * n + k] - down_D * to_DD;
        double s = fixed[k] + signing[2 * n + k] + caution * values_A[k] + down_A * at_A;
        double t = fixed[n + k] + signing[5 * n + k] + caution * values_D[k] + down_D * at_D;
        double inverse = 1.0 / (a * d - b * c);
        at_A = (d * s - b * t) * inverse;
        at_D = (a * t - c * s) * inverse;
        to_AA = d * up_A * inverse;
        to_AD = -b * up_D * inverse;
        to_DA = -c * up_A * inverse;
        to_DD = a * up_D * inverse;
        double *row = known + 6 * k;
        row[0] = at_A, row[1] = at_D;
        row[2] = to_AA, row[3] = to_AD, row[4] = to_DA, row[5] = to_DD;
    }
    double change = 0, above_A = 0, above_D = 0;
    for (int64_t k = n - 1; k >= 0; k--) {
        const double *row = known + 6 * k;
        double solved_A = row[0], solved_D = row[1];
        if (k + 1 < n) {
            solved_A += row[2] * above_A + row[3] * above_D;
            solved_D += row[4] * above_A + row[5] * above_D;
        }
        double move_A = fabs(solved_A - values_A[k]), move_D = fabs(solved_D - values_D[k]);
        change = change > move_A ? change : move_A;
        change = change > move_D ? change : move_D;
        values_A[k] = solved_A, values_D[k] = solved_D;
        above_A = solved_A, above_D = solved_D;
    }
    return change;
}

/* `rounds` steps on each of `games` games. */
double eliminate_all(int64_t rounds, int64_t games, int64_t n, const double *rates_A,
                     const double *rates_D, const double *discounts, double caution,
                     const double *fixed, const double *signing, double *known, double *values_A,
                     double *values_D)
{
    double moved = 0;
    for (int64_t g = 0; g < games; g++)
        for (int64_t round = 0; round < rounds; round++)
            moved += eliminate(n, rates_A + 6 * g, rates_D + 6 * g, discounts[0], discounts[1],
                               caution, fixed + 2 * n * g, signing + 6 * n * g, known,
                               values_A + n * g, values_D + n * g);
    return moved;
}
