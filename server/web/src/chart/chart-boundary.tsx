import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import classes from "./report-chart.module.css";

interface ChartBoundaryProps {
  readonly children: ReactNode;
  readonly onRetry: () => void;
}

/** Keeps a chart that cannot be loaded or drawn from taking the figures with it. A class: React has no other way. */
export class ChartBoundary extends Component<ChartBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <p className={classes.failed}>
        The chart could not be loaded; the table holds the same figures.{" "}
        <Button variant="default" size="compact-xs" onClick={this.props.onRetry}>
          Try again
        </Button>
      </p>
    );
  }
}
