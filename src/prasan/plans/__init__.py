"""Action plans (แผนปฏิบัติการ): plans, projects, activities, money, who benefits, baselines."""
