/** The few functions of jStat that serve as an independent oracle. */
declare module 'jstat' {
  interface Discrete {
    pdf(k: number, a: number, b?: number): number;
  }
  interface Continuous {
    cdf(x: number, a: number, b?: number): number;
  }
  export const jStat: {
    poisson: Discrete;
    binomial: Discrete;
    negbin: Discrete;
    chisquare: Continuous;
    beta: Continuous;
    gamma: Continuous;
    lognormal: Continuous;
    weibull: Continuous;
  };
}
